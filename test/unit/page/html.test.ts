import type { Element, ElementContent, Properties } from 'hast';
import { toHtml } from 'hast-util-to-html';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { html } from '#registry/page/html.ts';
import { runs } from '../../property-runs.ts';

const names = ['className', 'href', 'hidden', 'download', 'checked', 'dataId', 'data-id', 'ariaLabel', 'viewBox', 'strokeWidth'];
const more = ['colSpan', 'srcSet', 'accept', 'htmlFor', 'xLinkHref', 'preserveAspectRatio', 'tabIndex', 'x-made-up', 'class'];
const tags = ['p', 'a', 'svg', 'path', 'title', 'foreignObject', 'desc', 'br', 'input', 'script', 'style', 'td', 'wbr'];
const signs = fc.string({
  unit: fc.constantFrom('a', 'ñ', '😀', '<', '>', '&', '"', "'", '`', '\0', ' ', ',', '\n', ';'),
  maxLength: 6,
});
const value = fc.oneof(
  signs,
  fc.constantFrom(...names, ...more, true, false, 0, 1, -2.5, NaN, null, undefined),
  fc.array(fc.constantFrom('a', 'b c', '1', 'x"', '&'), { minLength: 1, maxLength: 3 }),
);
const properties = fc.dictionary(fc.constantFrom(...names, ...more), value) as fc.Arbitrary<Properties>;
const { element } = fc.letrec<{ element: Element; content: ElementContent }>((tie) => ({
  content: fc.oneof(
    { maxDepth: 4 },
    signs.map((text): ElementContent => ({ type: 'text', value: text })),
    signs.map((text): ElementContent => ({ type: 'comment', value: text })),
    tie('element'),
  ),
  element: fc.record({
    type: fc.constant('element' as const),
    tagName: fc.constantFrom(...tags),
    properties,
    children: fc.array(tie('content'), { maxLength: 4 }),
  }),
}));

test('a tree is written as the package writes it that others use', () => {
  fc.assert(
    fc.property(element, (tree) => void expect(html(tree)).toBe(toHtml(tree))),
    { numRuns: runs(400) },
  );
});

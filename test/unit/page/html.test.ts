import fc from 'fast-check';
import type { Element, ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h, s } from 'hastscript';
import { expect, test } from 'vitest';
import { html } from '#registry/page/html.ts';

const TAGS = ['p', 'br', 'input', 'svg', 'path', 'title', 'foreignObject', 'script', 'style', 'template', 'a', 'textarea'];
const PROPERTIES = [
  'className',
  'hidden',
  'download',
  'ariaLabel',
  'viewBox',
  'strokeWidth',
  'dataId',
  'accept',
  'xLinkHref',
  'a"b',
];

const text = fc.string({ unit: fc.constantFrom('a', 'ñ', '😀', '<', '>', '&', '"', "'", '`', '\0', ' ', '\n', 'hidden') });
const property = fc.oneof(
  text,
  fc.boolean(),
  fc.constantFrom(0, 1.5, NaN, null, undefined, 'download'),
  fc.array(fc.constantFrom('a', 'b c', '<&"', 1)),
);
const { element } = fc.letrec<{ element: Element; child: ElementContent }>((tie) => ({
  child: fc.oneof(
    { depthSize: 'small' },
    text.map((value): ElementContent => ({ type: 'text', value })),
    text.map((value): ElementContent => ({ type: 'comment', value })),
    tie('element'),
  ),
  element: fc.record({
    type: fc.constant('element' as const),
    tagName: fc.constantFrom(...TAGS),
    properties: fc.dictionary(fc.constantFrom(...PROPERTIES), property),
    children: fc.array(tie('child'), { maxLength: 4 }),
    content: fc.array(tie('child'), { maxLength: 2 }).map((children) => ({ type: 'root' as const, children })),
  }),
}));

test('a tree is written as the library writes it, whatever stands in it', () => {
  const isSame = fc.property(element, (tree) => {
    expect(html(tree)).toBe(toHtml(tree));
  });
  fc.assert(isSame, { numRuns: 1000 });
});

test('texts and values are escaped, elements without content have no end, and drawings keep their names', () => {
  const tree = h('p.a', { title: '"<&>"', hidden: true, ariaHidden: 'true' }, [
    'a < b & c',
    h('br'),
    s('svg', { viewBox: '0 0 1 1' }, [s('path', { strokeWidth: 2 }), s('title', 'x')]),
  ]);
  expect(html(tree)).toBe(
    '<p class="a" title="&#x22;<&#x26;>&#x22;" hidden aria-hidden="true">a &#x3C; b &#x26; c<br>' +
      '<svg viewBox="0 0 1 1"><path stroke-width="2"></path><title>x</title></svg></p>',
  );
});

import { toHtml } from 'hast-util-to-html';
import type { ListItem, Root } from 'mdast';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import remarkRehype from 'remark-rehype';
import { describe, expect, test } from 'vitest';
import { parseMarkdown } from '#registry/markdown/parse.ts';
import { type RenderOptions, renderMarkdown } from '#registry/markdown/render.ts';
import { costsTooMuch } from '../growth/growth.ts';

const options: RenderOptions = {
  cite: (id) => ({ href: `#${id}`, text: id, label: id }),
  link: (href) => href,
  noteBack: (mark) => mark,
};

describe('a list', () => {
  test.each([
    ['tight', '- a\n- b\n- c\n'],
    ['loose between items', '- a\n\n- b\n- c\n'],
    ['loose within its last item', '- a\n- b\n- c\n\n  d\n'],
    ['with tasks', '- [ ] a\n- [x] b\n'],
    ['loose, with tasks', '- [ ] a\n\n- [x] b\n'],
    ['within others', '1. a\n   - b\n   - c\n\n     d\n2. e\n'],
    ['with an empty item', '- a\n-\n- b\n'],
  ])('%s is shown as the library shows it', async (_name, body) => {
    const plain = remark().use(remarkGfm).use(remarkRehype);
    const expected = toHtml(await plain.run(remark().use(remarkGfm).parse(body)));
    expect(toHtml(renderMarkdown(parseMarkdown(body), options).sections[0]!.content)).toBe(expected);
  });

  test('takes as much longer to show as it is longer', () => {
    const listOf = (text: string): Root => {
      const children = Array.from(text, (): ListItem => ({ type: 'listItem', children: [] }));
      return { type: 'root', children: [{ type: 'list', children }] };
    };
    expect(costsTooMuch((root) => renderMarkdown(root, options), listOf, ' ', 20_000)).toBe(false);
  });
});

test('citations in a row are one group with commas: 1 and 2 are not 12', () => {
  const shown = renderMarkdown(parseMarkdown('So it was [@a, page 1][@b] [@c], then not [@d].\n'), options);
  const html = toHtml(shown.sections[0]!.content).replaceAll(/<a [^>]*>|<\/a>/g, '');
  expect(html).toBe('<p>So it was<sup>a, b, c</sup>, then not<sup>d</sup>.</p>');
});

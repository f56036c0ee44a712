import fc from 'fast-check';
import { visit } from 'unist-util-visit';
import { describe, expect, test } from 'vitest';
import { parseMarkdown } from '#registry/markdown/parse.ts';

const citationsIn = (body: string) => {
  const found: string[] = [];
  visit(parseMarkdown(body), 'citation', ({ id, locator, value, position }) => {
    expect(body.slice(position!.start.offset, position!.end.offset)).toBe(value);
    found.push(`${id} ${locator}`.trim());
  });
  return found;
};

describe('a citation', () => {
  test.each([
    ['Texto [@a, page 3].', ['a page 3']],
    ['Texto [@a].', ['a']],
    ['- uno [@a, page 3]\n- dos *y [@b-2, section IV.C; page 1]*', ['a page 3', 'b-2 section IV.C; page 1']],
    ['| a |\n|---|\n| 5 % [@a, page 3] |', ['a page 3']],
    ['> cita [@a, page 3]\n> y otra [@b, page 4]', ['a page 3', 'b page 4']],
    ['Texto.[^1]\n\n[^1]: Nota [@a, page 3].', ['a page 3']],
    ['A\\* y &amp; [@a, page 3] y \\[no\\] [@b]', ['a page 3', 'b']],
  ])('is seen in %j', (body, expected) => expect(citationsIn(body)).toEqual(expected));

  test.each([
    '`[@a, page 3]`',
    '```\n[@a, page 3]\n```',
    '\\[@a, page 3]',
    '\\\\\\[@a, page 3]',
    '&#91;@a, page 3]',
    '[[@a, page 3]](https://example.org)',
    '[*[@a, page 3]*](https://example.org)',
    '[@a](https://example.org)',
    '[@a, page 3]\n\n[@a, page 3]: https://example.org',
    '![[@a, page 3]](https://example.org)',
    '[@A, page 3]',
    '[@a page 3]',
  ])('is not seen in %j', (body) => expect(citationsIn(body)).toEqual([]));

  test('leaves the words around it as they were', () => {
    // Markdown drops blanks at the ends of lines.
    const plain = (text: string) => text.replaceAll(/ *\n */g, '\n');
    const piece = fc.constantFrom(
      '[@a, page 3]',
      '[@b]',
      'uno ',
      '\\*',
      '&amp;',
      '**dos**',
      '\n',
      '\\[',
      ']',
      '[@',
      'https://a.co/»',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const body = pieces.join('');
        visit(parseMarkdown(body), (node) => {
          expect(node.position!.end.offset).toBeLessThanOrEqual(body.length);
          if (node.type === 'text' && !/[\\&]/.test(body))
            expect(plain(body.slice(node.position!.start.offset, node.position!.end.offset))).toBe(plain(node.value));
        });
      }),
      { numRuns: 300 },
    );
  });
});

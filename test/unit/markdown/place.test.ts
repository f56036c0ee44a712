import fc from 'fast-check';
import { visit } from 'unist-util-visit';
import { expect, test } from 'vitest';
import { parseMarkdown } from '#registry/markdown/parse.ts';

const placesOf = (body: string) => {
  const places: string[] = [];
  visit(parseMarkdown(body), (node) => {
    const { start, end } = node.position!;
    if (['text', 'link', 'citation'].includes(node.type)) places.push(`${node.type} ${body.slice(start.offset, end.offset)}`);
  });
  return places;
};

test('an address that stands against the word before it has a place, and so have the words around it', () => {
  const body = '## Uno\n\nAntes **a** (véase)www.example.org/x y después [@b].';
  expect(placesOf(body)).toEqual([
    ...['text Uno', 'text Antes ', 'text a', 'text  (véase)', 'link www.example.org/x', 'text www.example.org/x'],
    ...['text  y después ', 'citation [@b]', 'text .'],
  ]);
});

test('every node has a place inside the body, whatever the body', () => {
  const piece = fc.constantFrom(
    'www.a.co',
    'http://a.co',
    'a@b.co',
    '---',
    '\n',
    '# ',
    '- ',
    '&amp;',
    '\\*',
    '*a*',
    ' ',
    'ñ',
    '[a](b)',
    ')',
    '<b>',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
      const body = pieces.join('');
      visit(parseMarkdown(body), (node) => {
        const { start, end } = node.position!;
        expect(start.offset).toBeGreaterThanOrEqual(0);
        expect(end.offset).toBeGreaterThanOrEqual(start.offset!);
        expect(end.offset).toBeLessThanOrEqual(body.length);
      });
    }),
    { numRuns: 500 },
  );
});

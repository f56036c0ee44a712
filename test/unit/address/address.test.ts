import fc from 'fast-check';
import { visit } from 'unist-util-visit';
import { describe, expect, test } from 'vitest';
import { addressLength, findAddress, findCredentials } from '#registry/address/address.ts';
import { parseMarkdown } from '#registry/markdown/parse.ts';
import { url } from '#registry/schema/fields.ts';

/** The bare addresses in a body. */
function addressesIn(body: string): string[] {
  const found: string[] = [];
  visit(parseMarkdown(body), 'link', (node) => void found.push(node.url));
  return found;
}

describe('an address ends', () => {
  test.each([
    ['«https://example.org/a»', 'https://example.org/a'],
    ['“https://example.org/a”.', 'https://example.org/a'],
    ["'https://example.org/a'", 'https://example.org/a'],
    ['‹https://example.org/a›', 'https://example.org/a'],
    ['(https://example.org/a)', 'https://example.org/a'],
    ['(véase https://example.org/a).', 'https://example.org/a'],
    ['https://es.wikipedia.org/wiki/Ceibal_(plan)', 'https://es.wikipedia.org/wiki/Ceibal_(plan)'],
    ['(https://es.wikipedia.org/wiki/Ceibal_(plan))', 'https://es.wikipedia.org/wiki/Ceibal_(plan)'],
    ['Véase «https://example.org/informe_(2020)»', 'https://example.org/informe_(2020)'],
    ['https://example.org/a, y después', 'https://example.org/a'],
    ['¿https://example.org/a?', 'https://example.org/a'],
    ['https://example.org/a?b=1&c=2;', 'https://example.org/a?b=1&c=2'],
    ['https://example.org/a…', 'https://example.org/a'],
    ['https://example.org/a — y más', 'https://example.org/a'],
    ['https://example.org/lista[1]', 'https://example.org/lista[1]'],
    ['https://example.org/ñandú', 'https://example.org/ñandú'],
    ['https://example.org/', 'https://example.org/'],
    ['「https://example.org/a」', 'https://example.org/a'],
    ['HTTPS://EXAMPLE.ORG/A.', 'HTTPS://EXAMPLE.ORG/A'],
  ])('in %s where a reader would say', (text, address) => {
    expect(findAddress(text)).toBe(address);
    expect(addressesIn(text)).toEqual([address]);
  });

  test('nowhere but there, in a body and in a reference alike, whatever stands around it', () => {
    const before = fc.constantFrom('', '(', '«', '“', '"', '¿', '[', '— ', "'", '‹');
    const part = fc.constantFrom('a', '(b)', '_c', '.d', '?e=1', '&f', '[g]', '%20', '-', ';', ',', ')', ']', '!', 'ñ', '~', '*');
    const after = fc.constantFrom('', ')', '»', '”', '"', '?', ']', '.', ', etc.', ').', '»).', "'", '›', '…', ' y más', '\n');
    fc.assert(
      fc.property(before, fc.array(part, { maxLength: 6 }), after, (open, parts, close) => {
        const text = `Informe ${open}https://example.org/${parts.join('')}${close}`;
        const address = findAddress(text)!;
        // Emphasis and similar marks are markup in a body, and not in a reference.
        fc.pre(!/[*_~[\]]/.test(parts.join('')));
        expect(addressesIn(text)).toEqual([address]);
        expect(addressLength(address)).toBe(address.length);
      }),
      { numRuns: 500 },
    );
  });

  test('and what was taken too much of is text of the sentence again', () => {
    const [paragraph] = parseMarkdown('Véase «https://example.org/a», y otro.').children;
    const children = paragraph!.type === 'paragraph' ? paragraph!.children : [];
    expect(children.map((node) => ('value' in node ? node.value : node.type))).toEqual(['Véase «', 'link', '», y otro.']);
    expect(children.map(({ position }) => [position!.start.offset, position!.end.offset])).toEqual([
      [0, 7],
      [7, 28],
      [28, 38],
    ]);
  });
});

describe('row 11: an address with a name or a password', () => {
  test.each([
    'https://user:secreto@example.org/x',
    'https://user@example.org/',
    'http://:secreto@example.org',
    'HTTPS://user:secreto@example.org',
    'https:/user:secreto@example.org',
    'https:user:secreto@example.org',
    'https:\\\\user:secreto@example.org',
    'https://a@b@example.org/',
  ])('is none to take: %s', (address) => {
    expect(url().safeParse(address).success).toBe(false);
    const [found] = findCredentials(`Véase ${address}.`);
    expect(found).toMatchObject({ index: 6 });
    expect(found!.shown).not.toMatch(/user|secreto/);
  });

  test.each([
    'https://example.org/@user',
    'https://medium.com/@lab/how',
    'https://example.org/?to=a@b.org',
    'https://example.org/#a@b',
    'https://example.org:8080/a',
    'https://example.org',
  ])('is not seen in %s', (address) => {
    expect(url().safeParse(address).success).toBe(true);
    expect(findCredentials(`Véase ${address}, o escriba a ana@example.org.`)).toEqual([]);
  });
});

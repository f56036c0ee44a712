import fc from 'fast-check';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import { describe, expect, test } from 'vitest';
import { splitFrontMatter } from '#registry/content/front-matter.ts';
import { parsePlain } from '#registry/markdown/plain.ts';
import { content as ourContent } from '../../real-content.ts';

const parser = remark().use(remarkGfm).freeze();

/** Characters with a meaning in Markdown, or nearly, besides words. */
const pieces = [
  ...['\n', '\n\n', ' ', '  ', '\t', '\r', '\r\n', '\u00a0', '\u2028', '\0', '\ufeff', '\f'],
  ...[
    '#',
    '## ',
    '###### ',
    '####### ',
    ' #',
    '>',
    '> ',
    '- ',
    '-',
    '+ ',
    '* ',
    '*',
    '_',
    '`',
    '~',
    '~~',
    '```\n',
    '=',
    '===',
    '---',
  ],
  ...[
    '1. ',
    '12) ',
    '120 ',
    '1.',
    '|',
    '| a |',
    '|-|',
    ':-',
    ':',
    '<',
    '<b>',
    '</b>',
    '<!--',
    '-->',
    '&',
    '&amp;',
    '&#65;',
    '\\',
  ],
  ...[
    '[',
    ']',
    '![',
    '](',
    '](x)',
    ']: x',
    '[a]',
    '[^a]',
    '[^a]: ',
    '[ ] ',
    '[x] ',
    '[a](b)',
    '[a\nb](../c.md)',
    '**',
    '**a**',
    '**a\nb**.',
    ' *a* ',
    '\n- ',
    '\n- a',
    '\n  ',
    '[@fuente-1, page 2]',
    '[@',
    '@',
    'a@b.co',
  ],
  ...[
    'www.',
    'www.a.co',
    'http://a.co',
    'HTTPS://',
    'mailto:a@b.co',
    'xmpp:',
    '.',
    '!',
    '(',
    ')',
    '"',
    "'",
    '$',
    '%',
    '{',
    '—',
    '¿',
  ],
  ...['a', 'Agua', 'agua segura', 'niño', 'e\u0301', '😀', '\ud83d', 'Ω', '水', '5 %', '1.200'],
];
/** The ones that may be in a body without markup. */
const tame = pieces.filter((piece) => parsePlain(`a${piece}a`));
const textOf = (words: readonly string[]) =>
  fc
    .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...words) }, fc.string({ unit: 'grapheme', maxLength: 4 })), {
      maxLength: 16,
    })
    .map((parts) => parts.join(''));
const text = fc.oneof(textOf(pieces), textOf(tame));

describe('a body without markup', () => {
  test.each([
    'Antes, cada oficina pedía lo mismo.',
    '\n## Contexto\n\nUna línea\ny otra.\n\nOtro párrafo con 120 escuelas.\n\n### Más\ntexto\n',
    '- Una cosa [@informe-2019]\n  y otra.\n- **Más:** la tercera\n## Fin',
    'Antes:\n- uno\n\nUn [enlace](../x/index.md) y (**dos palabras**), *una*.\n\n- [a](b)\n  c',
    '**a [b](c) d** [@x]: y',
    '12 % de los casos [@informe-2019, page 3]. «Bien», dijo.\n\n[sic] (2019): a | b — c & d',
    '',
  ])('%j is read without the parser, and as the parser reads it', (body) => {
    expect(parsePlain(body)).toEqual(parser.parse(body));
  });

  test.each([
    '- a\n\n- b',
    '- a\nb',
    '- - a',
    '- # a',
    '- ---',
    '- [x] a',
    '- a\n   b',
    '1) a',
    '> a',
    'a * b*',
    'a**b**',
    '***a***',
    '**a *b***',
    '*a **b* c**',
    'a\n---',
    '    a',
    'a\\\nb',
    '<b>a</b>',
    'a www.b.co',
    '![a](b)',
    '[a](<b>)',
    '[a](b "c")',
    '[a [b](c)](d)',
    '**a [b** c](d)',
    '[a]: b',
    '## a ##',
    '&amp;',
    'a \nb',
  ])('%j is left to the parser', (body) => expect(parsePlain(body)).toBeUndefined());

  test.each([
    'Antes.\n\n| a | b |\n|---|---|\n| **1** | [@x, p. 2] |\n\nDespués, en I&D_i.\n\n- uno\n- dos',
    '## Pasos\n\n1. uno\n   y más\n2. dos\n\nFin, véase www.a.co (o b@c.co).\n\n> Cita\n\n***\n\nAl fin.',
    '- uno\n\nAl lado:\n\n- [x] a\n- b\n\n**a**b',
  ])('%j is read by the parser only where it must be, and as the parser reads it all', (body) => {
    const asked: string[] = [];
    const read = (block: string) => {
      asked.push(block);
      return parser.parse(block);
    };
    expect(parsePlain(body, read)).toEqual(parser.parse(body));
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.join('').length).toBeLessThan(body.length);
  });

  test.each(['1. a\n\n2. b', '1. a\n\n   b', '- - a\n\n- b', '[a]\n\n> [a]: b', '[^a]\n\n[^a]: b', '- a\n\n  1) b'])(
    '%j is left to the parser, for its blocks depend on one another',
    (body) => expect(parsePlain(body, (block) => parser.parse(block))).toBeUndefined(),
  );

  test('the bodies of the content are read as the parser reads them, nearly all in parts', async () => {
    const bodies = [...ourContent].flatMap(([file, content]) =>
      file.startsWith('cases/') && file.endsWith('.md') && 'text' in content ? [splitFrontMatter(content.text)!.body] : [],
    );
    const asked = bodies.filter((body) => !parsePlain(body));
    // What takes the parser is what may go wrong here, and some of the rest.
    for (const body of [...asked, ...bodies.filter((_, index) => index % 10 === 0)]) {
      const inParts = parsePlain(body, (block) => parser.parse(block));
      if (inParts) expect(inParts).toEqual(parser.parse(body));
    }
    expect(bodies.filter((body) => !parsePlain(body, (block) => parser.parse(block))).length / bodies.length).toBeLessThan(0.02);
  });

  test('whatever is read here, the parser reads the same way, to the last position', () => {
    let read = 0;
    fc.assert(
      fc.property(text, (body) => {
        const plain = parsePlain(body);
        const inParts = parsePlain(body, (block) => parser.parse(block));
        const parsed = parser.parse(body);
        if (inParts) expect(inParts).toEqual(parsed);
        if (!plain) return;
        read++;
        expect(plain).toEqual(parsed);
      }),
      { numRuns: 3_000 },
    );
    expect(read).toBeGreaterThan(300);
  });
});

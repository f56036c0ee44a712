import type { Piece } from './growth.ts';

/** What regular expressions, parsers and scanners have been kept busy with: each is tried as often as fits into a text. */
export const pieces: readonly Piece[] = [
  ...['a', 'A', 'é', 'e\u0301', '\u0301', '水', '😀', '👩\u200d', 'а', 'aа', 'palabra ', 'Aa ', 'AB-', 'x'.repeat(999), '\u00a0'],
  ...['1', '12 ', '1.', '1,', '1 000 ', '12-', '2019-', '12\n- ', '12. a\n', '45 % ', 'US$ 5 ', '5 de ', 'n.º 3 ', 'Ley 3 ', '1e3 '],
  ...[' ', '\t', '  \n', '\n', '\n\n', 'a\n', 'a\n\n', ' a', '   a', '. ', ', ', '; ', ': ', '? ', '! ', '¿', '«', '»', '"', "'", '’'],
  ...['-', '- ', '- a\n', '- - -\n', '--', '---\n', '+ ', '* ', '*', '**', '*a ', '**a', '_', '_a ', '__', '~', '~~', '~~~\n'],
  ...['#', '# ', '##', '## a\n', '##a\n', '=', '=\n', 'a\n=\n', '>', '> ', '> a\n', '|', '|a', '| a |\n', '|-|\n', '`', '``', '` `` ', '```\n'],
  ...['[', '[a', '[a]', '[a] ', '[a][b]', '[a](', '](', '](a', '[](', '![', '![a](', '[^', '[^a]', '[^a]: b\n', '[a]: b\n', '[a]:\n'],
  ...['[@a, ', '[@a]', '[@a, page 1]', '[@', '[@a, page 1;', '(', ')', '()', '((', '{', '}', '{a', '<', '<a ', '<b>', '<!--', '<!-- -->', '</'],
  ...['&', '&a', '&a;', '&amp;', '&#', '&#x202E;', '\\', '\\a', '\\[', 'http://', 'http://a', 'https://a.b/c ', '«https://a.b»', 'www.', 'www.a '],
  ...['a@b.c ', '@', '@a ', 'mailto:a', '/', '../', '/a', ':', ':a', 'a:', 'a: b\n', 'a:\n a', '$', '%', '\u200d', '\u202e', '\ud83d', '\ufffd', '\r\n'],
  ...['"a" ', "'a' ", '{a: ', '[a, ', '!a ', '&a *a ', '? ', '? a\n', '|\n', '>\n', '\\n', '\\u0041', '\0', 'null ', '#1 ', 'GH-1 ', '[ ] ', '- [ ] '],
  // Whoever compares each with each is found by pieces that differ.
  ...[(n: number) => `k${n}: v\n`, (n: number) => `[a${n}]: b\n`, (n: number) => `[a${n}][b${n}] `, (n: number) => `[^a${n}] `],
  ...[(n: number) => `[^a${n}]: b\n\n`, (n: number) => `[@a${n}, page ${n}] `, (n: number) => `## h${n}\n\n`, (n: number) => `${n + 10} a. `],
  ...[(n: number) => `a${n} `, (n: number) => `[a](../b${n}/index.md) `, (n: number) => `{k${n}: `, (n: number) => `- a${n}: b\n`],
];

import { beforeAll, describe, expect, test } from 'vitest';
import { checkRegistry } from '#registry/check.ts';
import type { Tree } from '#registry/content/tree.ts';
import { describeFinding } from '#registry/finding/describe.ts';
import { readRegistry } from '#registry/read.ts';
import { FIXTURE_DAY, readFixtureRegistry, withChange } from '../../fixtures/fixture-tree.ts';

const file = 'cases/int/snapshot-of-two-countries/index.md';
const SENTENCE = 'Both countries changed the rule for small purchases.';
const PROBLEM = 'problem: How can small farms sell to schools?';
let tree: Tree;
beforeAll(async () => void (tree = await readFixtureRegistry()));
const findings = (find: string, put: string, where = file) =>
  checkRegistry(withChange(tree, where, find, put), { today: FIXTURE_DAY }).filter((found) => found.file === where);
const codes = (find: string, put: string) => findings(find, put).map(({ code }) => code);

describe('the texts of a header have no markup', () => {
  test.each([
    '**small** farms',
    '[small](https://example.org) farms',
    '`small` farms',
    'small&nbsp;farms',
    'small [@annual-report-2019]',
  ])('%s is said, and keeps nothing from being published', (words) => {
    const found = findings(PROBLEM, `problem: 'How can ${words} sell?'`);
    expect(found).toMatchObject([{ code: 'markup-in-field', severity: 'warning', params: { field: 'problem' } }]);
  });

  test('nor have those of translations', () => {
    const where = 'cases/ury/worked-with-citations/en.md';
    const [line] = /title: .*/.exec((tree.get(where) as { text: string }).text)!;
    expect(findings(line, "title: '**School** lunch'", where).map(({ code }) => code)).toEqual(['markup-in-field']);
  });

  test.each(['R&D farms', '(small) farms [sic]', '3 * 4 farms', '#1 farms', 'AT&T; farms'])('%s has none', (words) =>
    expect(codes(PROBLEM, `problem: 'How can ${words} sell?'`)).toEqual([]),
  );
});

describe('markup of a body that nobody understood', () => {
  test('is an error where it cannot be meant, and a warning where it can', () => {
    expect(findings(SENTENCE, 'A [rule][x].')).toMatchObject([{ code: 'markup-left', severity: 'error' }]);
    expect(findings(SENTENCE, 'A **rule.')).toMatchObject([{ code: 'markup-doubtful', severity: 'warning' }]);
    expect(codes(SENTENCE, 'A \\[rule\\]\\[x\\] and \\*\\*rule.')).toEqual([]);
  });

  test('is named so that the wrong blank can be seen', () => {
    const es = readRegistry(tree).registry.locales.get('es')!;
    const [found] = findings(SENTENCE, '##\u00a0Rule');
    expect(describeFinding(found!, es)).toMatchObject({
      message: expect.stringContaining('##[U+00A0]Rule') as string,
      hint: expect.stringContaining('## Rule') as string,
    });
  });

  test('is looked for in the definitions of all sections', () => {
    expect(codes(SENTENCE, 'A [rule][x].\n\n[x]: https://example.org')).toEqual([]);
  });
});

describe('a paragraph that Markdown takes for code', () => {
  test.each([
    ['    Words [@annual-report-2019].', 'U+0020'],
    ['\tWords.', 'U+0009'],
    ['- One.\n\n      Words.', 'U+0020'],
    ['> \t    Words.', 'U+0020'],
  ])('has a blank too many before it: %j', (body, character) => {
    expect(findings(SENTENCE, body)).toMatchObject([{ code: 'blank-misplaced', severity: 'error', params: { character } }]);
  });

  test.each(['```\nwords\n```', '- One.\n\n  ~~~\n      words\n  ~~~', '- One.\n\n  Words.'])('and %j is meant', (body) =>
    expect(codes(SENTENCE, body)).toEqual([]),
  );
});

test.each([
  'A [@annual-report-2019][1].\n\n[1]: https://example.org',
  'A [rule][@annual-report-2019].\n\n[@annual-report-2019]: https://example.org',
])('a link by a reference is no citation: %j', (body) => expect(codes(SENTENCE, body)).toContain('citation-is-link'));

describe('what the page would not show', () => {
  test.each([
    ['a note that nothing leads to', 'Words.\n\n[^1]: A note.', '[^1]: A note.'],
    ['a note that is written twice', 'Words.[^1]\n\n[^1]: A note.\n\n[^1]: Another.', '[^1]: Another.'],
    ['a note without words', 'Words.[^1]\n\n[^1]:', '[^1]:'],
    ['a link without words', 'Words [](https://example.org).', '[](https://example.org)'],
    ['a link without words by reference', 'Words [ ][a].\n\n[a]: https://example.org', '[ ][a]'],
  ])('is said of %s', (_what, body, given) => {
    expect(findings(SENTENCE, body)).toMatchObject([{ code: 'text-unseen', severity: 'error', params: { given } }]);
  });

  test.each([
    'Words.[^1] More.[^1]\n\n[^1]: A note.',
    'One.[^a]\n\n[^a]: A note with a note.[^b]\n\n[^b]: The other.',
    'A [b][c].\n\n[c]: https://example.org',
  ])('is not said of %j', (body) => expect(codes(SENTENCE, body)).toEqual([]));
});

test('a blank of another kind in a file of words is named', () => {
  const [found] = findings('"tag": ', '"tag":\u00a0', 'locales/en.json');
  expect(found).toMatchObject({ code: 'json-syntax', params: { detail: expect.stringContaining('U+00A0') as string } });
});

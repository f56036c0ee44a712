import { beforeAll, describe, expect, test } from 'vitest';
import { checkRegistry } from '#registry/check.ts';
import type { Tree } from '#registry/content/tree.ts';
import { FIXTURE_DAY, readFixtureRegistry } from '../../fixtures/fixture-tree.ts';

const file = 'cases/int/snapshot-of-two-countries/index.md';
const SENTENCE = 'Both countries changed the rule for small purchases.';
const TITLE = 'title: Buying school food from nearby farms';

describe('row 7: a character that nobody sees is found however it is written', () => {
  let tree: Tree;
  let text = '';
  beforeAll(async () => {
    tree = await readFixtureRegistry();
    text = (tree.get(file) as { text: string }).text;
  });

  /** The findings after a replacement in a file, with the text at their places. */
  function found(find: string, put: string, where = file): string[] {
    const before = (tree.get(where) as { text: string }).text;
    expect(before).toContain(find);
    const changed = before.replace(find, () => put);
    const findings = checkRegistry(new Map(tree).set(where, { text: changed }), { today: FIXTURE_DAY });
    return findings.map(({ code, params, line, column }) => {
      const there = changed.split('\n')[line! - 1]!.slice(column! - 1, column! + 3);
      return `${code} ${params['character']} ${there}`;
    });
  }
  const inBody = (sentence: string) => found(SENTENCE, sentence);

  test.each([
    ['Hidden &#x202E;words&#x202C;.', 'hidden-character U+202E &#x2'],
    ['Hidden &#8238;words.', 'hidden-character U+202E &#82'],
    ['A soft&shy;hyphen.', 'hidden-character U+00AD &shy'],
    ['No &ZeroWidthSpace;width.', 'hidden-character U+200B &Zer'],
    ['To the &rlm;left.', 'hidden-character U+200F &rlm'],
    ['Nothing &#0; here.', 'character-broken U+FFFD &#0;'],
    ['Tags &#xE0049;&#xE0047;.', 'hidden-character U+E0049 &#xE'],
    ['A picture ![of &#x202E;it](../../ury/worked-with-citations/index.md).', 'hidden-character U+202E &#x2'],
    ['A [link](https://example.org/ "with &#x202E;title").', 'hidden-character U+202E &#x2'],
  ])('by a reference in a body: %s', (sentence, expected) => expect(inBody(sentence)).toContain(expected));

  test.each(['An &eacute; and a &nbsp;.', '&#x1F469;&#x200D;&#x1F3EB; teach.', 'R&D, AT&T; `&#x202E;` in code'])(
    'and what is seen is left alone: %s',
    (sentence) => expect(inBody(sentence).filter((each) => /hidden|broken/.test(each))).toEqual([]),
  );

  test.each([
    ['title: "free \\u202E pass"', 'hidden-character U+202E "fre'],
    ['title: "half \\ud83d pass"', 'character-broken U+D83D "hal'],
    ['title: "tag \\U000E0049"', 'hidden-character U+E0049 "tag'],
    ['title: "lost \\ufffd"', 'character-broken U+FFFD "los'],
    ['"tit\\u200ble": x', 'hidden-character U+200B "tit'],
  ])('by an escape in a header: %s', (line, expected) => expect(found(TITLE, line)).toEqual([expected]));

  test('by an escape in the files that all records share', () => {
    expect(
      found('Annual report of the school', '"Annual \\u202e report of the school meals programme" #', 'sources.yml'),
    ).toContain('hidden-character U+202E "Ann');
    const words = (tree.get('locales/en.json') as { text: string }).text;
    const [first] = /"name": "English"/.exec(words)!;
    expect(found(first, '"name": "Engl\\u200bish"', 'locales/en.json')).toContain('hidden-character U+200B "Eng');
  });

  test('in the file itself, with the line and column where it stands', () => {
    expect(inBody(SENTENCE.replace('small', 'sm\u200ball'))).toEqual(['hidden-character U+200B \u200ball']);
    expect(inBody(SENTENCE.replace('small', 'sm\ufffdll'))).toEqual(['character-broken U+FFFD \ufffdll ']);
    expect(text).not.toContain('\r');
    expect(found(SENTENCE, SENTENCE.replace(' the', '\r\nthe'))).toEqual([]);
  });
});

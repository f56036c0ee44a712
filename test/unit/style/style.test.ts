import { describe, expect, it } from 'vitest';
import { checkRegistry } from '#registry/check.ts';
import type { TreeFile } from '#registry/content/tree.ts';
import { makePhraseFinder, withoutQuotations } from '#registry/style/find-phrases.ts';
import { FIXTURE_DAY, readFixtureRegistry } from '../../fixtures/fixture-tree.ts';

const short = 'cases/int/snapshot-of-two-countries/index.md';
const worked = 'cases/ury/worked-with-citations';

/** The findings in the miniature registry with some files changed. */
async function findWith(edits: Record<string, (text: string) => string>) {
  const tree = new Map<string, TreeFile>(await readFixtureRegistry());
  for (const [file, edit] of Object.entries(edits)) {
    const { text } = tree.get(file) as { text: string };
    expect(edit(text), file).not.toBe(text);
    tree.set(file, { text: edit(text) });
  }
  return checkRegistry(tree, { today: FIXTURE_DAY });
}

const say = (words: string) => (text: string) => text.replace('Both countries changed the rule', words);

describe('the style guide and the glossary', () => {
  it('have each list and each term in every language', async () => {
    const found = await findWith({
      'style/style.yml': (text) => text.replace('  pt: [convém]\n', ''),
      'style/glossary.yml': (text) => text.replace(', en: baseline', '').replace('      pt: Comparar com alguém parecido.\n', ''),
    });
    expect(found.map(({ code, file, line, params }) => [code, file, line, params['what'], params['locale']])).toEqual([
      ['label-missing', 'style/glossary.yml', 5, 'glossary.matching.definition', 'pt'],
      ['label-missing', 'style/glossary.yml', 12, 'glossary.baseline.term', 'en'],
      ['label-missing', 'style/style.yml', 12, 'style.advising', 'pt'],
    ]);
  });

  it('are read against a schema, and a term has an id of its own', async () => {
    const found = await findWith({
      'style/style.yml': (text) => text.replace('maxSentenceWords: 40', 'maxSentenceWords: many'),
      'style/glossary.yml': (text) => text.replace('id: baseline', 'id: matching'),
    });
    expect(found.map(({ code, file, line }) => `${file}:${line} ${code}`)).toEqual([
      'style/glossary.yml:12 id-duplicate',
      'style/style.yml:1 type-wrong',
    ]);
  });

  it('can be left out of a registry, and then nobody’s style is looked at', async () => {
    const tree = new Map(await readFixtureRegistry());
    const { text } = tree.get(short) as { text: string };
    tree.set(short, { text: say('A success by pairing up: both leverage')(text) });
    tree.delete('style/style.yml');
    tree.delete('style/glossary.yml');
    expect(checkRegistry(tree, { today: FIXTURE_DAY })).toEqual([]);
  });
});

describe('a phrase', () => {
  const find = makePhraseFinder(['a nível de', 'game-changer', 'clave'], (phrase) => phrase);
  const found = (text: string) => find(text).map(({ text: words, index }) => `${index} ${words}`);

  it('is found whole, whatever its capitals, its blanks and its hyphens', () => {
    expect(found('A  nível\nde país, um Game changer; CLAVE')).toEqual(['0 A  nível\nde', '21 Game changer', '35 CLAVE']);
    expect(found('O nível de país, a nível, de; enclave, claves')).toEqual([]);
  });

  it('is not looked for in what is quoted', () => {
    const text = 'Dijo «la clave», “game-changer” y "clave", no clave.';
    expect(withoutQuotations(text)).toHaveLength(text.length);
    expect(found(withoutQuotations(text))).toEqual(['46 clave']);
  });
});

describe('the words of a record', () => {
  it('may be overused as often as the guide allows, and in the note on evidence', async () => {
    const twice = 'The source says so, and the source says more. Both changed the rule';
    expect(await findWith({ [short]: say('The source says so. Both changed the rule') })).toEqual([]);
    expect(await findWith({ [short]: say(twice) })).toMatchObject([
      { code: 'overused-word', line: 46, column: 25, params: { given: 'the source', times: 2, upTo: 1 } },
    ]);
    const inNote = (text: string) => text.replace('The source mentions it', 'The source says that the source mentions it');
    expect(await findWith({ [short]: inNote })).toEqual([]);
  });

  it('are looked at in every language, each by its own list', async () => {
    const portuguese = (text: string) =>
      text.replace('Em 2015 cada', 'Por emparelhamento, em 2015 cada').replace('title: ', 'title: Sucesso! ');
    const found = await findWith({ [`${worked}/pt.md`]: (text) => portuguese(text).replace("Sucesso! 'M", "'Sucesso, m") });
    expect(found.map(({ code, file, params }) => [code, file, params['given'], params['term']])).toEqual([
      ['title-judges', `${worked}/pt.md`, 'Sucesso', undefined],
      ['glossary-avoid', `${worked}/pt.md`, 'emparelhamento', 'pareamento'],
    ]);
    // A false friend in one language is a correct word in another.
    expect(await findWith({ [short]: say('By emparelhamento both changed the rule') })).toEqual([]);
  });

  it('stand in sentences of up to the words that the guide allows', async () => {
    const on = (times: number) => Array.from({ length: times }, () => 'on').join(' ');
    expect(await findWith({ [short]: say(`It went ${on(38)}. Both changed the rule`) })).toEqual([]);
    expect(await findWith({ [short]: say(`One. It went ${on(39)}. Both changed the rule`) })).toMatchObject([
      { code: 'sentence-too-long', line: 46, column: 6, params: { words: 41, max: 40, field: 'body' } },
    ]);
  });
});

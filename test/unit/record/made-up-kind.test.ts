import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { checkRegistry } from '#registry/check.ts';
import type { Tree } from '#registry/content/tree.ts';
import type { FindingCode } from '#registry/finding/catalogue.ts';
import { kinds as ours } from '#registry/kinds.ts';
import { publicRecord } from '#registry/publication/record-json.ts';
import { readRegistry } from '#registry/read.ts';
import { fixRecord } from '#registry/record/fix.ts';
import { readPath } from '#registry/record/path.ts';
import { defineKind, recordsOf } from '#registry/record/record.ts';
import { scaffoldRecord } from '#registry/record/scaffold.ts';
import { stampTranslation } from '#registry/record/stamp.ts';
import { titleOf, viewRecord } from '#registry/record/view.ts';
import { writeRecord } from '#registry/record/write.ts';
import { concept, itemId, keyed, languageId, reference, text } from '#registry/schema/fields.ts';
import { makeDocuments } from '#registry/search/corpus.ts';
import { createEmbedded } from '#registry/search/embedded.ts';
import { FIXTURE_DAY, readFixtureRegistry } from '../../fixtures/fixture-tree.ts';

/** A kind that our code does not know: its whole definition is here. */
const recipe = defineKind({
  id: 'recipe',
  folder: 'recipes',
  title: 'dish',
  question: 'hunger',
  schema: z.strictObject({
    language: languageId().describe('Language of the original.'),
    dish: text(60).describe('What is served.'),
    hunger: text(100).describe('What somebody who is hungry would ask.'),
    summary: text(200).describe('What it is, in a sentence.'),
    flavour: concept('flavours').describe('How it tastes.'),
    steps: keyed(z.strictObject({ id: itemId(), text: text(80).describe('What is done.') }), 'id').describe('Its steps.'),
    after: reference('recipe').describe('What it is made from.').optional(),
  }),
  sections: { vocabulary: 'recipe-sections', ids: ['story', 'table'] },
  rules: [],
});
const kinds = [...ours, recipe];

const flavours = `title: { es: Sabores, pt: Sabores, en: Flavours }
concepts:
  - id: sour
    label: { es: Ácido, pt: Azedo, en: Sour }
    synonyms: { es: [avinagrado] }
`;
const sections = `title: { es: Secciones, pt: Seções, en: Sections }
concepts:
  - id: story
    label: { es: Historia, pt: História, en: Story }
  - id: table
    label: { es: Mesa, pt: Mesa, en: Table }
`;
const original = `---
language: es
dish: Escabeche de berenjenas
hunger: ¿Qué comemos que dure una semana?
summary: Berenjenas en vinagre que esperan en un frasco.
flavour: sour
steps:
  - id: boil
    text: Hervir en vinagre.
  - id: wait
    text: Esperar dos días.
---

## Historia

Lo contó [un caso](../../cases/ury/worked-with-citations/index.md).

## Mesa

Con pan.
`;
const translation = `---
translates: '000000000000'
state: human
dish: Berinjela em conserva
hunger: O que comer que dure uma semana?
summary: Berinjelas em vinagre que esperam num pote.
steps:
  boil:
    text: Ferver em vinagre.
  wait:
    text: Esperar dois dias.
---

## Mesa

Com pão.
`;
const file = 'recipes/escabeche/index.md';

const treeWith = async (files: Record<string, string> = {}): Promise<Tree> =>
  new Map([
    ...(await readFixtureRegistry()),
    ...Object.entries({
      'vocabularies/flavours.yml': flavours,
      'vocabularies/recipe-sections.yml': sections,
      [file]: original,
      'recipes/escabeche/pt.md': await upToDate(translation),
      ...files,
    }).map(([path, content]) => [path, { text: content }] as const),
  ]);

/** The translation with the digest of the original, as the stamp command writes it. */
async function upToDate(content: string): Promise<string> {
  const tree = new Map([
    [file, { text: original }],
    ['recipes/escabeche/pt.md', { text: content }],
  ]);
  const record = recordsOf(readRegistry(tree, kinds).registry, recipe).get('escabeche')!;
  return stampTranslation(content, record.translations.get('pt')!, record.digest);
}

const findIn = async (files: Record<string, string> = {}) =>
  checkRegistry(await treeWith(files), { today: FIXTURE_DAY, kinds }).map((found) => [found.code, found.file, found.line]);

const registryOf = async () => readRegistry(await treeWith(), kinds).registry;
const escabeche = async () => recordsOf(await registryOf(), recipe).get('escabeche')!;

describe('a kind of record that nothing but its definition knows', () => {
  it('is checked: there is nothing to mend, and each thing that is wrong has its line', async () => {
    expect(await findIn()).toEqual([]);
    const wrong = original
      .replace('flavour: sour', 'flavour: soor')
      .replace('---\n\n## Historia', 'after: escabech\n---\n\n## Historias')
      .replace('id: wait', 'id: boil');
    const found = await findIn({ [file]: wrong });
    expect(found).toEqual(
      expect.arrayContaining([
        ['concept-unknown', file, 6],
        ['item-id-duplicate', file, 10],
        ['record-unknown', file, 12],
        ['heading-unknown', file, 15],
      ]),
    );
  });

  it('is held against its schema, and its folder holds nothing else', async () => {
    expect(await findIn({ [file]: original.replace(/^summary.*\n/m, 'sumary: x\n') })).toEqual(
      expect.arrayContaining([
        ['field-unknown', file, 5],
        ['field-missing', file, 2],
      ]),
    );
    expect(await findIn({ 'recipes/escabeche/notes.txt': '' })).toEqual([
      ['file-unexpected', 'recipes/escabeche/notes.txt', undefined],
    ]);
  });

  it('needs the concepts that it counts on', async () => {
    const tree = new Map(await treeWith());
    tree.delete('vocabularies/recipe-sections.yml');
    const found = checkRegistry(tree, { today: FIXTURE_DAY, kinds });
    expect(found.map(({ code }) => code)).toContain('vocabulary-missing');
  });

  it('is translated, and its translations are checked and go stale', async () => {
    const view = viewRecord(await escabeche(), 'pt');
    expect(titleOf(view)).toBe('Berinjela em conserva');
    expect(view.facts.steps.map((step) => step.text)).toEqual(['Ferver em vinagre.', 'Esperar dois dias.']);
    expect(view.facts.flavour).toBe('sour');
    expect(viewRecord(await escabeche(), 'en')).toMatchObject({ isFallback: true, language: 'es' });
    const pt = 'recipes/escabeche/pt.md';
    expect(await findIn({ [pt]: translation })).toEqual([['translation-stale', pt, 2]]);
    const lacking = (await upToDate(translation)).replace(/ {2}wait:\n.*\n/, '  weit:\n    text: x\n');
    expect((await findIn({ [pt]: lacking })).map(([code]) => code)).toEqual(['translation-missing-words', 'translation-orphan']);
  });

  it('is written so that it reads back the same, and put in order without touching its words', async () => {
    const { facts, body } = await escabeche();
    const shuffled = Object.fromEntries(Object.entries(facts).toReversed());
    const written = writeRecord(shuffled, body, recipe.schema);
    const again = readRegistry(new Map([[file, { text: written }]]), kinds).registry;
    expect(recordsOf(again, recipe).get('escabeche')).toMatchObject({ facts, body });

    const disordered = original
      .replace(/^(dish: .*\n)(hunger: .*\n)/m, '$2$1')
      .replace(/(## Historia[\s\S]*?)\n(## Mesa[\s\S]*)/, '$2\n$1');
    const codes = new Set<FindingCode>(['key-order', 'heading-order']);
    expect(await findIn({ [file]: disordered })).not.toEqual([]);
    expect(fixRecord(file, disordered, codes, await registryOf()).text).toBe(original);
  });

  it('can be named by others, by reference and by link', async () => {
    const files = {
      'recipes/pickled/index.md': original
        .replace('Escabeche de berenjenas', 'Berenjenas del día después')
        .replace('---\n\n## Historia', 'after: escabeche\n---\n\n## Historia')
        .replace('Con pan.', 'Como [la otra](../escabeche/index.md).'),
    };
    expect(await findIn(files)).toEqual([]);
    expect(
      (await findIn({ 'recipes/pickled/index.md': files['recipes/pickled/index.md'].replace('../escab', '../escub') }))[0],
    ).toEqual(['link-broken', 'recipes/pickled/index.md', 21]);
  });

  it('has an id that no record of another kind has', async () => {
    const found = await findIn({ 'recipes/worked-with-citations/index.md': original.replace('de berenjenas', 'de ajos') });
    expect(found).toEqual([['id-duplicate', 'recipes/worked-with-citations/index.md', 1]]);
  });

  it('is found by its question, by its words and by what it is coded with, in any language', async () => {
    const registry = await registryOf();
    const engine = createEmbedded(makeDocuments(registry));
    const ask = async (q: string, locale: string) => {
      const { hits } = await engine.search({ q, locale, filters: {}, page: 1, size: 5, sort: 'relevance' });
      return hits.map(({ id, card }) => [id, card.kind, card.title]);
    };
    expect(await ask('que dure una semana', 'es')).toContainEqual(['escabeche', 'recipe', 'Escabeche de berenjenas']);
    expect(await ask('hervir', 'es')).toContainEqual(['escabeche', 'recipe', 'Escabeche de berenjenas']);
    expect(await ask('avinagrado', 'pt')).toContainEqual(['escabeche', 'recipe', 'Berinjela em conserva']);
    expect(await ask('berinjela', 'en')).toContainEqual(['escabeche', 'recipe', 'Escabeche de berenjenas']);
  });

  it('is published as data, and started from a template', async () => {
    const registry = await registryOf();
    const data = publicRecord(await escabeche(), registry, { siteUrl: 'https://example.org', version: 'v1' });
    expect(data).toMatchObject({
      id: 'escabeche',
      pages: { pt: 'https://example.org/pt/recipes/escabeche/' },
      flavour: 'sour',
      translations: { pt: { state: 'human', stale: false, dish: 'Berinjela em conserva' } },
    });
    const { vocabularies, locales } = registry;
    const template = scaffoldRecord({ kind: recipe, kinds, language: locales.get('en')!, vocabularies, known: {} });
    expect(template).toContain('# How it tastes.\n');
    expect(template).toContain('sour (Sour)');
    expect(template).toContain('# # The id of a record in content/recipes/.');
    expect(template).toContain('\n## Story\n');
  });

  it('has paths that nothing else has', () => {
    expect(readPath(file, kinds)).toMatchObject({ id: 'escabeche', name: 'index', folder: 'recipes/escabeche/' });
    expect(readPath(file, ours)).toBeUndefined();
    expect(readPath('recipes/ury/escabeche/index.md', kinds)).toBeUndefined();
    expect(readPath('recipes/escabeche/files/photo.png', kinds)).toBeUndefined();
  });
});

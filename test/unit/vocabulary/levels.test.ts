import { describe, expect, test } from 'vitest';
import { readRegistry } from '#registry/read.ts';
import { makeDocument } from '#registry/search/corpus.ts';
import { createEmbedded } from '#registry/search/embedded.ts';
import { querySchema } from '#registry/search/query.ts';
import { areasOf, hasAreas, narrowerOf, withBroader } from '#registry/vocabulary/levels.ts';
import { readFixtureRegistry } from '../../fixtures/fixture-tree.ts';

const { registry } = readRegistry(await readFixtureRegistry());
const challenges = registry.vocabularies.get('challenges')!;

describe('a vocabulary of two levels', () => {
  test('has areas in its order, each with the concepts below it', () => {
    const areas = areasOf(challenges).filter(({ narrower }) => narrower.length > 0);
    expect(areas.map(({ concept }) => concept.id).slice(0, 3)).toEqual(['economy', 'work', 'digital']);
    expect(narrowerOf(challenges, 'digital')).toEqual(['digital-divide', 'digital-government', 'data-and-privacy']);
    expect(narrowerOf(challenges, 'digital-divide')).toEqual([]);
    expect(hasAreas(registry.vocabularies.get('instruments')!)).toBe(false);
  });

  test('has no third: what stands in an area has nothing below it', () => {
    for (const { narrower } of areasOf(challenges))
      expect(narrower.filter(({ id }) => [...challenges.concepts.values()].some(({ broader }) => broader === id))).toEqual([]);
  });

  test('gives a concept the area that it is in, once', () => {
    expect(withBroader(challenges, ['digital-divide', 'data-and-privacy', 'water'])).toEqual([
      ...['digital-divide', 'data-and-privacy', 'water', 'digital'],
      challenges.concepts.get('water')!.broader,
    ]);
    expect(withBroader(undefined, ['water'])).toEqual(['water']);
  });
});

test('a search within an area finds what is about a challenge in it, and counts both', async () => {
  const engine = createEmbedded([...registry.cases.values()].map((record) => makeDocument(registry, record, 'es')));
  const ask = (challenge?: string) =>
    engine.search(querySchema.parse({ locale: 'es', ...(challenge ? { filters: { challenge: [challenge] } } : {}) }));
  const ids = async (challenge: string) => (await ask(challenge)).hits.map(({ id }) => id).toSorted();
  expect(await ids('economy')).toEqual(['snapshot-of-two-countries']);
  expect(await ids('state')).toEqual(['failed-and-says-why', 'worked-with-citations']);
  expect(await ids('public-sector-capacity')).toEqual(['worked-with-citations']);
  expect((await ask()).facets.challenge).toEqual(
    expect.arrayContaining([
      { value: 'state', count: 2 },
      { value: 'administrative-burden', count: 1 },
    ]),
  );
});

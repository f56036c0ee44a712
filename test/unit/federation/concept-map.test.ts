import { describe, expect, test } from 'vitest';
import { feedPaths } from '#registry/addresses.ts';
import { readConceptMap } from '#registry/federation/concept-map.ts';
import { makeFederationFeed } from '#registry/federation/feed.ts';
import { readRegistry } from '#registry/read.ts';
import type { Concept, Vocabularies } from '#registry/vocabulary/vocabulary.ts';
import { readPortugueseRegistry } from '../../fixtures/portuguese-registry.ts';
import { registry as ours } from '../../real-content.ts';

const { vocabularies } = ours;

/** What a registry publishes with these concepts in one vocabulary, as it is kept of it. */
const kept = (name: string, concepts: readonly object[]) => JSON.stringify({ vocabularies: { [name]: { title: {}, concepts } } });

describe('the terms of a registry that init has made', () => {
  test('are all ours, but for those that it has added', async () => {
    const { registry } = readRegistry(await readPortugueseRegistry());
    const feed = makeFederationFeed(registry, {
      siteUrl: 'https://prt.example',
      version: ({ digest }) => digest,
      updated: '2026-11-01',
    });
    const map = readConceptMap(feed.get(feedPaths.vocabularies), vocabularies);
    const missing = [...registry.vocabularies].flatMap(([name, { concepts }]) =>
      [...concepts.keys()].filter((id) => map.ours(name, id) !== id).map((id) => `${name} ${id}`),
    );
    expect(missing).toEqual(['instruments pre-approved-models']);
    expect(map.others('instruments').map(({ id, label }) => [id, label['en']])).toEqual([
      ['pre-approved-models', 'Pre-approved models'],
    ]);
  });
});

describe('the terms of a registry with ids of its own', () => {
  /** Every phrase that one of our concepts has, with the concept. */
  const phrases = [...vocabularies].flatMap(([name, { concepts }]) =>
    [...concepts.values()].flatMap(({ id, label, synonyms = {} }) => [
      ...Object.entries(label).map(([locale, phrase]) => ({ name, id, locale, phrase })),
      ...Object.entries(synonyms).flatMap(([locale, all]) => all.map((phrase) => ({ name, id, locale, phrase }))),
    ]),
  );
  const theirs = ({ locale, phrase }: { locale: string; phrase: string }) => ({ id: 'theirs', label: { [locale]: phrase } });

  test('are ours by the words that both have, and never the wrong ones', () => {
    const mapped = phrases.map((each) => {
      const found = readConceptMap(kept(each.name, [theirs(each)]), vocabularies).ours(each.name, 'theirs');
      return found === undefined
        ? 'none'
        : found === each.id
          ? 'right'
          : `wrong: ${each.name} ${each.id} ${found} ${each.phrase}`;
    });
    expect(phrases.length).toBeGreaterThan(2000);
    expect(mapped.filter((each) => each.startsWith('wrong'))).toEqual([]);
    expect(mapped.filter((each) => each === 'right').length / mapped.length).toBeGreaterThan(0.95);
  });

  test('stay theirs when we never heard the word, rather than become another', () => {
    // Every ninth phrase is hidden from us: only what else we have may lead to the concept.
    const some = phrases.filter((_, index) => index % 9 === 0);
    const found = some.map((each) => {
      const synonyms = vocabularies.get(each.name)!.concepts.get(each.id)!.synonyms ?? {};
      const theirOwn = { ...theirs(each), synonyms: { [each.locale]: synonyms[each.locale] ?? [] } };
      const ours = readConceptMap(kept(each.name, [theirOwn]), hiding(each)).ours(each.name, 'theirs');
      return ours === undefined || ours === each.id ? ours : `wrong: ${each.name} ${each.id} ${ours} ${each.phrase}`;
    });
    expect(found.filter((each) => each?.startsWith('wrong'))).toEqual([]);
    console.info(`terms in words hidden from us: ${some.length}, of which ${found.filter(Boolean).length} are ours all the same`);
  });

  test('are ours by an address in exactMatch before any word, and nobody’s when two could be meant', () => {
    const [name, { concepts }] = [...vocabularies].find(([, each]) => [...each.concepts.values()].some((c) => c.exactMatch))!;
    const known = [...concepts.values()].find(({ exactMatch }) => exactMatch)!;
    const other = [...concepts.values()].find(({ id }) => id !== known.id)!;
    const exact = { id: 'theirs', label: other.label, exactMatch: known.exactMatch };
    expect(readConceptMap(kept(name, [exact]), vocabularies).ours(name, 'theirs')).toBe(known.id);
    const both = { id: 'theirs', label: { es: other.label['es'], pt: known.label['pt'] } };
    expect(readConceptMap(kept(name, [both]), vocabularies).ours(name, 'theirs')).toBeUndefined();
  });

  /** Our vocabulary as if none of its concepts had a phrase. */
  function hiding({ name, phrase }: { name: string; phrase: string }): Vocabularies {
    const vocabulary = vocabularies.get(name)!;
    const others = (words: readonly string[]) => words.filter((word) => word !== phrase);
    const without = ({ label, synonyms = {}, ...concept }: Concept): Concept => ({
      ...concept,
      label: Object.fromEntries(Object.entries(label).filter(([, word]) => word !== phrase)),
      synonyms: Object.fromEntries(Object.entries(synonyms).map(([locale, words]) => [locale, others(words)])),
    });
    const concepts = new Map([...vocabulary.concepts].map(([id, concept]) => [id, without(concept)]));
    return new Map([[name, { ...vocabulary, concepts }]]);
  }
});

import { viewRecord } from '../record/view.ts';
import type { Registry } from '../registry.ts';
import { type Facet, noFacets } from '../search/bounds.ts';
import { foreignId } from '../search/foreign-id.ts';
import { makeDocument, makeDocuments, makeWholeDocument, searchedRecords } from '../search/corpus.ts';
import type { SearchDocument, Words } from '../search/document.ts';
import { type Foreign, type ForeignItem, listedForThemselves } from './foreign.ts';
import { cardTitle } from './foreign-record.ts';

/** How many foreign cases readers' browsers load; a registry that reads more searches on a server. */
export const IN_BROWSERS = 2000;

/** Facets whose values are concepts, by their vocabularies. */
const CODED: Readonly<Partial<Record<Facet, string>>> = {
  ...{ challenge: 'challenges', instrument: 'instruments', sector: 'sectors', level: 'levels', outcome: 'outcomes' },
};

/**
 * All documents that readers of some languages can find: our records, and the cases of other registries, at most `limit` in each
 * language. Cases that somebody has decided to be the same are one document, which names the others.
 */
export function* documentsOfAll(
  ours: Registry,
  foreign: readonly Foreign[],
  locales: Iterable<string> = ours.locales.keys(),
  limit = Infinity,
): Generator<SearchDocument> {
  const all = [...locales];
  const listed = listedAmong(foreign);
  const stoodFor = Map.groupBy(
    listed.filter(({ item }) => item.standIn !== undefined),
    ({ item }) => item.standIn!,
  );
  const withOthers = (document: SearchDocument): SearchDocument =>
    (stoodFor.get(document.id) ?? []).reduce((kept, { peer, item, registry }) => {
      const other = documentOf(item, registry, document.locale, false);
      return other ? standFor(kept, { ...other, id: foreignId(peer, other.id) }, peer) : kept;
    }, document);
  for (const document of makeDocuments(ours, all)) yield withOthers(document);
  const own = ownAmong(listed, limit);
  for (const locale of all)
    for (const { peer, item, registry } of own)
      yield withOthers(asForeign(documentOf(item, registry, locale, true)!, peer, ours));
}

/** How many documents readers can find in each language, at most `limit` of other registries. */
export function countDocuments(ours: Registry, foreign: readonly Foreign[], limit = Infinity): number {
  return searchedRecords(ours).length + ownAmong(listedAmong(foreign), limit).length;
}

const listedAmong = (foreign: readonly Foreign[]) =>
  foreign.flatMap(({ peer, items, registry }) =>
    items.filter(({ isListed }) => isListed).map((item) => ({ peer: peer.id, item, registry })),
  );

/** Those that are documents of their own: something of them is read, and no other one stands for them. */
const ownAmong = (listed: ReturnType<typeof listedAmong>, limit: number) =>
  listed.filter(({ item }) => item.standIn === undefined && (item.whole ?? item.card)).slice(0, limit);

/** A document that is found as another one, too: by its words, and as one of its registry. */
function standFor(kept: SearchDocument, other: SearchDocument, peer: string): SearchDocument {
  const { title, problem, summary, language } = other.card;
  const own = { [language]: [title, problem, summary].filter(Boolean).join('\n') };
  return {
    ...kept,
    card: { ...kept.card, also: [...(kept.card.also ?? []), other.id] },
    others: [own, other.others ?? {}].reduce<Words>(joinWords, kept.others ?? {}),
    facets: { ...kept.facets, origin: [...new Set([...kept.facets.origin, peer])] },
  };
}

const joinWords = (all: Words, more: Words): Words => ({
  ...all,
  ...Object.fromEntries(
    Object.entries(more).map(([language, text]) => [language, [all[language], text].filter(Boolean).join('\n')]),
  ),
});

function documentOf(
  { whole, card, held }: ForeignItem,
  registry: Registry,
  locale: string,
  isWhole: boolean,
): SearchDocument | undefined {
  if (whole) return (isWhole ? makeWholeDocument : makeDocument)(registry, whole.record, locale);
  if (!card) return undefined;
  const { title, language } = cardTitle(card, locale);
  return {
    ...{ id: held.id, locale, lessons: [], concepts: {}, names: {}, newest: held.copiedOn ?? '' },
    card: {
      ...{ title, problem: '', summary: '', countries: [...card.countries], kind: 'case', verdicts: [], lessons: 0 },
      ...{ language, isFallback: language !== locale, state: 'original', stale: false },
    },
    others: Object.fromEntries(Object.entries(card.titles).filter(([each]) => each !== language)),
    facets: { ...noFacets(), country: card.countries },
  };
}

/** A document under an id of its own, whose facets are values that we have: a term that we cannot place is no facet of ours. */
function asForeign(document: SearchDocument, peer: string, { vocabularies }: Registry): SearchDocument {
  const facets = Object.fromEntries(
    Object.entries(document.facets).map(([facet, values]) => {
      const known = vocabularies.get(CODED[facet as keyof typeof CODED] ?? '')?.concepts;
      return [facet, known ? values.filter((value) => known.has(value)) : values];
    }),
  ) as unknown as SearchDocument['facets'];
  return { ...document, id: foreignId(peer, document.id), facets: { ...facets, origin: [peer] } };
}

/** Views of the foreign cases that are in lists for themselves, in one locale. */
export const foreignViews = (foreign: readonly Foreign[], locale: string) =>
  listedForThemselves(foreign).flatMap(({ peer, item: { whole } }) =>
    whole ? [{ peer, view: viewRecord(whole.record, locale) }] : [],
  );

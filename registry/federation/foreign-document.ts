import { viewRecord } from '../record/view.ts';
import type { Registry } from '../registry.ts';
import { type Facet, noFacets } from '../search/bounds.ts';
import { foreignId } from '../search/foreign-id.ts';
import { makeDocument, makeWholeDocument } from '../search/corpus.ts';
import type { SearchDocument } from '../search/document.ts';
import type { Foreign, ForeignItem } from './foreign.ts';
import { cardTitle } from './foreign-record.ts';

/** How many foreign cases readers' browsers load; a registry that reads more searches on a server. */
const IN_BROWSERS = 2000;

/** Facets whose values are concepts, by their vocabularies. */
const CODED: Readonly<Partial<Record<Facet, string>>> = {
  ...{ challenge: 'challenges', instrument: 'instruments', sector: 'sectors', level: 'levels', outcome: 'outcomes' },
};

/** The documents by which cases of other registries are found in one locale: `whole` with their bodies. */
export function* foreignDocuments(
  foreign: readonly Foreign[],
  ours: Registry,
  locale: string,
  { whole }: { whole: boolean },
): Generator<SearchDocument> {
  for (const { peer, items, registry } of foreign)
    for (const item of items) {
      const document = item.isListed ? documentOf(item, registry, locale, whole) : undefined;
      if (document) yield asForeign(document, peer.id, ours);
    }
}

/** The same for what browsers load. */
export const foreignDocumentsInBrowsers = (...asked: Parameters<typeof foreignDocuments>): SearchDocument[] =>
  foreignDocuments(...asked)
    .take(IN_BROWSERS)
    .toArray();

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

/** Views of the foreign cases that are in lists, in one locale. */
export const foreignViews = (foreign: readonly Foreign[], locale: string) =>
  foreign.flatMap(({ peer, items }) =>
    items.flatMap(({ whole, isListed }) => (whole && isListed ? [{ peer, view: viewRecord(whole.record, locale) }] : [])),
  );

import type { SearchDocument } from './document.ts';
import type { SearchEngine } from './engine.ts';
import { countFacets, passes } from './facet-counts.ts';
import { allTexts } from './field-texts.ts';
import { ENOUGH, FLOOR, type Ranked, rarity } from './fusion.ts';
import { marksFor } from './highlight.ts';
import { makeHit } from './hit.ts';
import { bestLessons } from './lesson-hit.ts';
import type { LatePack } from './pack.ts';
import type { SearchPage } from './page.ts';
import { hasPhrase } from './phrase.ts';
import type { SearchQuery } from './query.ts';
import { rank, type Reading, readWord, stemWeights } from './ranking.ts';
import { suggest } from './suggestion.ts';
import { makeTextIndex, type TextIndex } from './text-index.ts';
import { isBrowsing, readTyped } from './typed.ts';

/** Lessons are searched only in the best cases: reading those of thousands of cases would be noticeably slow. */
const WITH_LESSONS = 50;

/** The embedded engine: MiniSearch (https://lucaong.github.io/minisearch) in memory, the same in browsers, the API and tests. */
export interface MiniSearchEngine extends SearchEngine {
  /** Adds a document to the search of its locale. */
  add(document: SearchDocument): void;
  /** Adds the late texts of a locale's cases, by id, to the search. */
  addLate(locale: string, texts: LatePack): void;
}

export function createMiniSearch(documents: Iterable<SearchDocument> = []): MiniSearchEngine {
  const indexes = new Map<string, TextIndex>();
  const nothing = makeTextIndex();
  const engine: MiniSearchEngine = {
    search: async (query) => answer(indexes.get(query.locale) ?? nothing, query),
    add(document) {
      let index = indexes.get(document.locale);
      if (!index) indexes.set(document.locale, (index = makeTextIndex()));
      index.add(document);
    },
    addLate: (locale, texts) => indexes.get(locale)?.addLate(Object.entries(texts)),
  };
  for (const document of documents) engine.add(document);
  return engine;
}

function answer(index: TextIndex, query: SearchQuery): SearchPage {
  const { words, phrases } = readTyped(query.q, query.locale);
  const readings = words.map((word) => readWord(index, word));
  const { found, relaxed } =
    words.length > 0
      ? findRanked(index, query, readings, phrases)
      : { found: isBrowsing(query.q) ? everything(index) : [], relaxed: false };

  const documentOf = ({ id }: Ranked) => index.documents.get(id)!;
  const passing = found.filter((ranked) => passes(documentOf(ranked).facets, query.filters));
  const ordered = query.sort === 'newest' ? passing.toSorted((a, b) => byNewest(documentOf(a), documentOf(b))) : passing;
  const marks = marksFor(stemWeights(index, readings));
  const suggestion = suggest(
    query.q,
    readings.map(({ word, corrected }) => ({ typed: word, corrected })),
  );
  const possible = readings.reduce((sum, { scores }) => sum + rarity(scores.size, index.documents.size), 0);
  return {
    total: ordered.length,
    page: query.page,
    size: query.size,
    hits: ordered
      .slice((query.page - 1) * query.size, query.page * query.size)
      .map((ranked) => makeHit(documentOf(ranked), index.body(ranked.id), ranked.score, marks)),
    lessons: possible > 0 && query.page === 1 ? bestLessons(passing.slice(0, WITH_LESSONS).map(documentOf), marks, possible) : [],
    facets: countFacets(found.map(documentOf), query.filters),
    ...(suggestion === undefined ? {} : { suggestion }),
    relaxed,
  };
}

/** Results with every word and phrase; with any of them if those are too few under the filters. */
function findRanked(
  index: TextIndex,
  { filters }: SearchQuery,
  readings: readonly Reading[],
  phrases: ReturnType<typeof readTyped>['phrases'],
) {
  const ranked = rank(index, readings);
  const withPhrases = (list: Ranked[]) =>
    list.filter(({ id }) => phrases.every((phrase) => hasPhrase(allTexts(index.documents.get(id)!, index.body(id)), phrase)));
  const passing = (list: Ranked[]) => list.filter(({ id }) => passes(index.documents.get(id)!.facets, filters));

  const quoted = phrases.length > 0 ? withPhrases(ranked) : ranked;
  // A phrase is a requirement: few results with it are better than many without. Only a phrase that no text has is given up.
  const base = passing(quoted).length > 0 ? quoted : ranked;
  const complete = base.filter((result) => result.complete);
  if (passing(complete).length >= ENOUGH) return { found: complete, relaxed: base !== quoted };
  const floor = FLOOR * (passing(base)[0]?.score ?? 0);
  const found = base.filter((result) => result.score >= floor);
  return { found, relaxed: base !== quoted || found.some((result) => !result.complete) };
}

function everything(index: TextIndex): Ranked[] {
  const newest = [...index.documents.values()].toSorted(byNewest);
  return newest.map(({ id }) => ({ id, score: 0, complete: true, share: 1 }));
}

const byNewest = (a: SearchDocument, b: SearchDocument) =>
  a.newest === b.newest ? (a.id < b.id ? -1 : 1) : a.newest > b.newest ? -1 : 1;

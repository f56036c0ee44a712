import { byNewest, type SearchDocument } from './document.ts';
import type { SearchEngine } from './engine.ts';
import { countFacets, passes } from './facet-counts.ts';
import { allTexts } from './field-texts.ts';
import { type Ranked, rarity } from './fusion.ts';
import { marksFor } from './highlight.ts';
import { makeHit } from './hit.ts';
import { bestLessons } from './lesson-hit.ts';
import { type SearchPack, unpack } from './pack.ts';
import type { SearchPage } from './page.ts';
import { hasPhrase } from './phrase.ts';
import { makeProblemFinder, type Problem, type ProblemFinder } from './problem.ts';
import type { SearchQuery } from './query.ts';
import { correctReading, rank, type Reading, readWord, stemWeights } from './ranking.ts';
import { seekWords, type Sought, standingsOf } from './standing.ts';
import { browsing, judge, type Judgement, LOOKED_AT, sayState, whatStays, wordless } from './state.ts';
import { suggest } from './suggestion.ts';
import { makeTextIndex, type TextIndex } from './text-index.ts';
import { isBrowsing, isOnlyIntent, OUTCOME_OF, prefixToFind, readTyped, type Typed } from './typed.ts';

/** Lessons are searched only in the best cases: reading those of thousands of cases would be noticeably slow. */
const WITH_LESSONS = 50;

/** The embedded engine: MiniSearch (https://lucaong.github.io/minisearch) in memory, the same in browsers, the API and tests. */
export function createMiniSearch(documents: Iterable<SearchDocument>, problems: readonly Problem[] = []): SearchEngine {
  const index = makeMiniSearch();
  for (const document of documents) index.add(document);
  return index.open(problems);
}

/** The same, document by document. */
export function makeMiniSearch(): {
  add(document: SearchDocument): void;
  open(problems: readonly Problem[]): SearchEngine;
} {
  const indexes = new Map<string, TextIndex>();
  return {
    add(document) {
      let index = indexes.get(document.locale);
      if (!index) indexes.set(document.locale, (index = makeTextIndex()));
      index.add(document);
    },
    open(problems) {
      const nothing = makeTextIndex();
      const finder = makeProblemFinder(problems);
      return { search: async (query) => answer(indexes.get(query.locale) ?? nothing, finder, query) };
    },
  };
}

/** The engine of a pack. */
export function openPack(packed: SearchPack): SearchEngine {
  const { documents, problems } = unpack(packed);
  return createMiniSearch(documents, problems);
}

/** What was found for a question, whatever is chosen in the facets: so the counts of values are what choosing them gives. */
interface Found {
  readings: readonly Reading[];
  sought: Sought;
  judgement: Judgement;
  /** Best first. */
  records: readonly Ranked[];
  relaxed: boolean;
}

function answer(index: TextIndex, problems: ProblemFinder, query: SearchQuery): SearchPage {
  const typed = readTyped(query.q, query.locale);
  const { readings, sought, judgement, records, relaxed } =
    typed.words.length > 0 && !isOnlyIntent(typed) ? findWords(index, problems, query, typed) : withoutWords(index, query, typed);
  const documentOf = ({ id }: Ranked) => index.documents.get(id)!;
  const passing = records.filter((ranked) => passes(documentOf(ranked).facets, query.filters));
  const ordered = query.sort === 'newest' ? passing.toSorted((a, b) => byNewest(documentOf(a), documentOf(b))) : passing;
  const marks = marksFor(stemWeights(index, readings), sought.find);
  const suggestion = suggest(
    query.q,
    readings.map(({ word, corrected }) => ({ typed: word, corrected })),
  );
  const possible = readings.reduce((sum, { scores }) => sum + rarity(scores.size, index.documents.size), 0);
  return {
    ...sayState(judgement, sought.words, problems),
    total: ordered.length,
    page: query.page,
    size: query.size,
    hits: ordered
      .slice((query.page - 1) * query.size, query.page * query.size)
      .map((ranked) => makeHit(documentOf(ranked), ranked.score, marks, sought, query.locale)),
    lessons:
      query.q.trim() !== '' && query.page === 1
        ? bestLessons(passing.slice(0, WITH_LESSONS).map(documentOf), marks, possible, typed.intent)
        : [],
    ...(typed.intent === undefined ? {} : { intent: typed.intent }),
    facets: countFacets(records.map(documentOf), query.filters),
    ...(suggestion === undefined ? {} : { suggestion }),
    relaxed,
  };
}

/** What is found for the words as they were typed; when that is nothing, as they may have been meant, if that answers. */
function findWords(index: TextIndex, problems: ProblemFinder, { q, asTyped }: SearchQuery, { words, phrases }: Typed): Found {
  const readings = words.map((word) => readWord(index, word));
  const found = findReadings(index, problems, q, readings, phrases);
  if (asTyped || found.judgement.state !== 'nothing') return found;
  const corrected = readings.map((reading) => (problems.has(reading.word.word) ? reading : correctReading(index, reading)));
  if (corrected.every((reading, at) => reading === readings[at])) return found;
  const foundInstead = findReadings(index, problems, q, corrected, phrases);
  return foundInstead.judgement.state === 'answers' ? foundInstead : found;
}

function findReadings(
  index: TextIndex,
  problems: ProblemFinder,
  q: string,
  readings: readonly Reading[],
  phrases: Typed['phrases'],
): Found {
  const sought = seekWords(
    readings.map(({ word, stems, scores, corrected }) => ({
      shown: q.slice(word.start, word.end),
      stems,
      isIn: (id) => scores.has(id),
      ...(corrected === undefined ? prefixToFind(word) : { beginning: undefined }),
    })),
  );
  const ranked = rank(index, readings);
  const documentOf = ({ id }: Ranked) => index.documents.get(id)!;
  const hasPhrases = (record: Ranked) => phrases.every((phrase) => hasPhrase(allTexts(documentOf(record)), phrase));
  // A phrase is a demand: few results with it are better than many without. Only a phrase nobody wrote is given up.
  const quoted = phrases.length > 0 ? ranked.filter(hasPhrases) : ranked;
  const isGivenUp = quoted.length === 0;
  const base = isGivenUp ? ranked : quoted;
  const judgement = judge(
    readings.map(({ word, scores }) => ({ typed: word, having: scores.size })),
    index.documents.size,
    base.slice(0, LOOKED_AT).map((record) => standingsOf(documentOf(record), sought)),
    problems.named(readings.map(({ word }) => word)),
    isGivenUp,
  );
  const records = whatStays(base, judgement);
  return { readings, sought, judgement, records, relaxed: isGivenUp || records.some(({ complete }) => !complete) };
}

/** All records; those with an outcome when somebody asks for nothing else. */
function withoutWords(index: TextIndex, { q }: SearchQuery, { words, intent }: Typed): Found {
  const nothing = { readings: [], sought: seekWords([]), relaxed: false };
  if (!isBrowsing(q) && words.length === 0) return { ...nothing, judgement: wordless, records: [] };
  const outcome = intent && OUTCOME_OF[intent];
  const newest = [...index.documents.values()]
    .filter(({ facets }) => outcome === undefined || facets.outcome.includes(outcome))
    .toSorted(byNewest);
  return { ...nothing, judgement: browsing, records: newest.map(({ id }) => ({ id, score: 0, complete: true, share: 1 })) };
}

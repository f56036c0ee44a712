import { closeness } from './closeness.ts';
import type { SearchDocument } from './document.ts';
import type { SearchEngine } from './engine.ts';
import { chosenRecords, countFacets } from './facet-counts.ts';
import { allTexts } from './field-texts.ts';
import { rarity } from './fusion.ts';
import { marksFor } from './highlight.ts';
import { makeHit } from './hit.ts';
import type { FoundDocument, IndexSource } from './index-source.ts';
import { type IndexBuilder, type KeepDocument, makeIndexBuilder, runThrough, type WholeIndex } from './whole-index.ts';
import { bestLessons } from './lesson-hit.ts';
import { correct, soundAlike } from './lexicon.ts';
import { type SearchPack, unpack } from './pack.ts';
import type { SearchPage } from './page.ts';
import { hasPhrase } from './phrase.ts';
import { makeProblemFinder, type Problem, type ProblemFinder } from './problem.ts';
import type { SearchQuery } from './query.ts';
import { correctReading, rank, type RankedNumber, type Reading, readWord, stemWeights } from './ranking.ts';
import { seekWords, type Sought, standingsOf } from './standing.ts';
import { browsing, judge, type Judgement, LOOKED_AT, sayState, whatStays, wordless } from './state.ts';
import { isMeant, suggest } from './suggestion.ts';
import { isBrowsing, OUTCOME_OF, prefixToFind, readTyped, type Typed } from './typed.ts';

/** So many of the best records are read first: their lessons are looked through, and the question is judged by them if one answers it. */
const FIRST = 10;

/** A quoted phrase is looked for in so many of the best records that have its words. */
const WITH_PHRASE = 100;

/** The embedded engine: an index of our own in memory, the same in browsers, the API and tests. */
export function createEmbedded(documents: Iterable<SearchDocument>, problems: readonly Problem[] = []): SearchEngine {
  const index = makeEmbedded();
  for (const document of documents) index.add(document);
  return runThrough(index.finish(problems));
}

/** The same, step by step. */
export function makeEmbedded(keep?: KeepDocument): {
  add(document: SearchDocument): void;
  finish(problems: readonly Problem[]): Generator<undefined, SearchEngine>;
} {
  const builders = new Map<string, IndexBuilder>();
  return {
    add(document) {
      let builder = builders.get(document.locale);
      if (!builder) builders.set(document.locale, (builder = makeIndexBuilder(keep)));
      builder.add(document);
    },
    *finish(problems) {
      const indexes = new Map<string, WholeIndex>();
      for (const [locale, builder] of builders) indexes.set(locale, yield* builder.finish(problems));
      const nothing = yield* makeIndexBuilder().finish(problems);
      const finder = makeProblemFinder(problems);
      return { search: async (query) => answer(indexes.get(query.locale) ?? nothing, async () => finder, query) };
    },
  };
}

/** The engine of a pack. */
export function openPack(packed: SearchPack): SearchEngine {
  const { documents, problems } = unpack(packed);
  return createEmbedded(documents, problems);
}

/** An answer with its first ten results, while the others and the counts of facets are on their way. */
export type FirstPage = Omit<SearchPage, 'facets'>;

/** An engine that shows the first results before the rest is there. */
export interface StepwiseEngine extends SearchEngine {
  search(query: SearchQuery, onFirst?: (page: FirstPage) => void): Promise<SearchPage>;
}

/** The engine of an index that is fetched in pieces; the index answers one locale. */
export function openIndex(source: IndexSource): StepwiseEngine {
  let finder: Promise<ProblemFinder> | undefined;
  const problems = () => {
    finder ??= source.problems().then(makeProblemFinder);
    // What failed is tried again when it is needed again.
    finder.catch(() => (finder = undefined));
    return finder;
  };
  return { search: async (query, onFirst) => answer(source, problems, query, onFirst) };
}

/** Problems come after the words of a question, for which an index in pieces need not wait. */
type FindProblems = () => Promise<ProblemFinder>;

/** What was found for a question, whatever is chosen in the facets: so the counts of values are what choosing them gives. */
interface Found {
  readings: readonly Reading[];
  sought: Sought;
  judgement: Judgement;
  /** Best first. */
  records: readonly RankedNumber[];
  relaxed: boolean;
}

async function answer(
  source: IndexSource,
  problems: FindProblems,
  query: SearchQuery,
  onFirst: (page: FirstPage) => void = () => undefined,
): Promise<SearchPage> {
  const { filters, page, size } = query;
  // Every answer needs them: an index in pieces fetches them beside the words.
  problems().catch(() => undefined);
  const typed = readTyped(query.q, query.locale);
  const { readings, sought, judgement, records, relaxed } =
    typed.words.length > 0 && !typed.isOnlyIntent
      ? await findWords(source, problems, query, typed)
      : await withoutWords(source, query, typed);
  const passing = await choose(source, records, filters);
  const ordered = query.sort === 'newest' ? await newestFirst(source, passing) : passing;
  const shown = ordered.slice((page - 1) * size, page * size);
  const withLessons = query.q.trim() !== '' && page === 1 ? passing.slice(0, FIRST) : [];
  const marks = marksFor(stemWeights(source, readings), sought.find);
  const hitsOf = async (ranked: readonly RankedNumber[]) =>
    (await read(source, ranked)).map((document, at) => makeHit(document, ranked[at]!.score, marks, sought, query.locale));
  const [hits, saying] = await Promise.all([hitsOf(shown.slice(0, FIRST)), read(source, withLessons)]);
  const suggestion = suggest(query.q, spellingsOf(readings));
  const possible = readings.reduce((sum, { having }) => sum + rarity(having, source.count), 0);
  const first: FirstPage = {
    ...sayState(judgement, sought.words, await problems()),
    ...{ total: ordered.length, page, size, hits },
    lessons: bestLessons(saying, marks, possible, typed.intent),
    ...(typed.intent === undefined ? {} : { intent: typed.intent }),
    ...(suggestion === undefined ? {} : { suggestion }),
    relaxed,
  };
  onFirst(first);
  const [others, columns] = await Promise.all([hitsOf(shown.slice(FIRST)), source.facets()]);
  const matching = records.map(({ number }) => number);
  return { ...first, hits: [...hits, ...others], facets: countFacets(columns, matching, filters, source.count) };
}

const read = (source: IndexSource, records: readonly RankedNumber[]) => source.documents(records.map(({ number }) => number));

async function choose(source: IndexSource, records: readonly RankedNumber[], filters: SearchQuery['filters']) {
  if (Object.keys(filters).length === 0) return records;
  const isChosen = chosenRecords(await source.facets(), filters, source.count);
  return records.filter(({ number }) => isChosen(number));
}

async function newestFirst(source: IndexSource, records: readonly RankedNumber[]): Promise<RankedNumber[]> {
  const byNumber = new Map(records.map((record) => [record.number, record]));
  return Array.from(await source.newest()).flatMap((number) => byNumber.get(number) ?? []);
}

/** What is found for the words as they were typed; when that is nothing, as they may have been meant: by their sound, else by their letters. */
async function findWords(
  source: IndexSource,
  problems: FindProblems,
  { q, asTyped }: SearchQuery,
  { words, phrases }: Typed,
): Promise<Found> {
  const readings = await Promise.all(words.map((word) => readWord(source, word)));
  const found = await findReadings(source, problems, q, readings, phrases);
  if (asTyped || found.judgement.state !== 'nothing') return found;
  const { has } = await problems();
  for (const spell of [soundAlike, correct]) {
    const corrected = await Promise.all(
      readings.map(async (reading) => (has(reading.word.word) ? reading : await correctReading(source, reading, spell))),
    );
    if (corrected.every((reading, at) => reading === readings[at])) continue;
    const foundInstead = await findReadings(source, problems, q, corrected, phrases);
    if (isMeant(foundInstead.judgement.state, spellingsOf(corrected))) return foundInstead;
  }
  return found;
}

const spellingsOf = (readings: readonly Reading[]) => readings.map(({ word, corrected }) => ({ typed: word, corrected }));

async function findReadings(
  source: IndexSource,
  problems: FindProblems,
  q: string,
  readings: readonly Reading[],
  phrases: Typed['phrases'],
): Promise<Found> {
  const ranked = rank(source, readings);
  const quoted = await withPhrases(source, ranked, readings, phrases);
  // A phrase is a demand: few results with it are better than many without. Only a phrase nobody wrote is given up.
  const isGivenUp = quoted.length === 0;
  const base = isGivenUp ? ranked : quoted;
  const numbers = new Map<string, number>();
  const sought = seekWords(
    readings.map(({ word, stems, roots, corrected }) => ({
      shown: corrected ?? q.slice(word.start, word.end),
      stems,
      isIn: (id) => roots[numbers.get(id) ?? -1]! > 0,
      ...(corrected === undefined ? prefixToFind(word) : { beginning: undefined }),
    })),
  );
  const asked = readings.map(({ having }) => having);
  // Found while the records are on their way.
  const naming = problems().then(({ named }) => named(readings.map(({ word }) => word)));
  const judgeFirst = async (count: number): Promise<Judgement> => {
    const first = base.slice(0, count);
    const [named, documents] = await Promise.all([naming, read(source, first)]);
    documents.forEach(({ id }, at) => numbers.set(id, first[at]!.number));
    const standings = documents.map((document) => standingsOf(document, sought));
    return judge(asked, source.count, standings, named, isGivenUp);
  };
  // What is shown when the first records answer is on its way with them, and does not come after them.
  const answering = whatStays(base, browsing);
  read(source, answering.slice(0, FIRST)).catch(() => undefined);
  // When one of the first records answers, the others change nothing.
  const early = await judgeFirst(FIRST);
  const judgement = early.state === 'answers' ? early : await judgeFirst(LOOKED_AT);
  const staying = judgement.state === 'answers' ? answering : whatStays(base, judgement);
  const records = await nearestFirst(source, staying, readings, sought);
  return { readings, sought, judgement, records, relaxed: isGivenUp || records.some(({ complete }) => !complete) };
}

/** The records with the first ones, which are read anyhow, in a better order. */
async function nearestFirst(
  source: IndexSource,
  records: readonly RankedNumber[],
  readings: readonly Reading[],
  { find }: Sought,
): Promise<RankedNumber[]> {
  if (readings.length < 2) return [...records];
  const words = readings.map(({ word, stems, having }) => ({ word: word.word, stems, weight: rarity(having, source.count) }));
  const documents = await read(source, records.slice(0, FIRST));
  const first = documents.map((document, at) => {
    const record = records[at]!;
    return { ...record, score: record.score * closeness(allTexts(document), words, find) };
  });
  return [...first.toSorted((a, b) => b.score - a.score || a.number - b.number), ...records.slice(FIRST)];
}

/** The best of the records that have all phrases in a line; all records when nothing is quoted. */
async function withPhrases(
  source: IndexSource,
  ranked: readonly RankedNumber[],
  readings: readonly Reading[],
  phrases: Typed['phrases'],
): Promise<readonly RankedNumber[]> {
  if (phrases.length === 0) return ranked;
  const quoted = readings.filter(({ word }) => phrases.some((phrase) => phrase.some(({ start }) => start === word.start)));
  const candidates = ranked.filter(({ number }) => quoted.every(({ roots }) => roots[number]! > 0)).slice(0, WITH_PHRASE);
  const documents = await read(source, candidates);
  const isQuoted = (document: FoundDocument) => phrases.every((phrase) => hasPhrase(allTexts(document), phrase));
  return candidates.filter((_, at) => isQuoted(documents[at]!));
}

/** All records; those with an outcome when somebody asks for nothing else. */
async function withoutWords(source: IndexSource, { q }: SearchQuery, { words, intent }: Typed): Promise<Found> {
  const nothing = { readings: [], sought: seekWords([]), relaxed: false };
  if (!isBrowsing(q) && words.length === 0) return { ...nothing, judgement: wordless, records: [] };
  const outcome = intent && OUTCOME_OF[intent];
  const all = Array.from(await source.newest());
  const has = outcome === undefined ? () => true : chosenRecords(await source.facets(), { outcome: [outcome] }, source.count);
  const newest = all.filter((number) => has(number));
  return { ...nothing, judgement: browsing, records: newest.map((number) => ({ number, score: 0, complete: true, share: 1 })) };
}

import { type Facet, FACETS, LIMITS } from '../bounds.ts';
import type { SearchEngine } from '../engine.ts';
import { toCounts } from '../facet-counts.ts';
import { ENOUGH, type Ranked, rarity } from '../fusion.ts';
import type { Weights } from '../highlight.ts';
import { makeHit } from '../hit.ts';
import { answers, type FoundLesson, makeLessonHit } from '../lesson-hit.ts';
import type { SearchPage } from '../page.ts';
import type { SearchQuery } from '../query.ts';
import { suggest } from '../suggestion.ts';
import { readTyped } from '../typed.ts';
import { type Ask, batch } from './batch.ts';
import { completionsIn } from './completion.ts';
import { correctWords } from './correction.ts';
import type { StoredCase, StoredLesson } from './documents.ts';
import { type IndexNames, indexNames } from './index-names.ts';
import { findPhrases } from './phrases.ts';
import {
  facetsInUse,
  filterOf,
  type IndexAnswer,
  type IndexQuery,
  type LookedUp,
  lookUp,
  type MultiSearch,
  oneOf,
  together,
} from './query.ts';
import { askWords, type Place, rankLists } from './word-lists.ts';

/** Up to so many words are a name or a subject, which the engine answers well by itself; more are a question. */
const SHORT = 2;

const CARD = ['id', 'card', 'lessons', 'names', 'body'];
const LESSON = ['case', 'lesson', 'lessonKind', 'text', 'language', 'title'];
/** Lessons asked for each word of a question: a page shows only LIMITS.lessons of them. */
const LESSONS_A_WORD = 20;

export interface MeilisearchOptions {
  /** Locales that there is an index for. */
  locales: readonly string[];
  prefix: string;
}

/**
 * The engine of large deployments: Meilisearch, with a layer that answers questions. Short queries are one search of the server; a
 * question is asked word by word in one multi-search, and what comes back is put together here, in the server or the browser.
 */
export function createMeilisearch(multiSearch: MultiSearch, { locales, prefix }: MeilisearchOptions): SearchEngine {
  const names = indexNames(prefix);
  const ask = batch(multiSearch);
  return {
    search: async (query) => (locales.includes(query.locale) ? await answer(ask, names, query) : emptyPage(query)),
  };
}

/** What a query is answered from: the words as they were understood, and where they are looked for. */
interface Scope {
  ask: Ask;
  names: IndexNames;
  query: SearchQuery;
  /** Filters for what phrases leave over. */
  phrases: { cases: string[]; lessons: string[] };
}

async function answer(ask: Ask, names: IndexNames, query: SearchQuery): Promise<SearchPage> {
  const typed = readTyped(query.q, query.locale);
  const words = typed.words.slice(0, LIMITS.words).map(lookUp);
  const quoted = await findPhrases(ask, names, query, typed.phrases);
  const scope = { ask, names, query, phrases: quoted.filters };
  if (words.length === 0) return await listAll(scope);
  const page = await search(scope, words);
  const correction = page.missing.size > 0 ? await correctWords(ask, names, query.locale, words, page.missing) : words;
  const { result } = correction.some(({ corrected }) => corrected) ? await search(scope, correction) : page;
  const suggestion = suggest(query.q, correction);
  return {
    ...result,
    relaxed: result.relaxed || quoted.isGivenUp,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

interface Searched {
  result: SearchPage;
  /** Words that no document has under the filters. */
  missing: ReadonlySet<LookedUp>;
}

async function search(scope: Scope, words: readonly LookedUp[]): Promise<Searched> {
  // A question rarely has documents with all of its words: what will be needed is asked at once.
  const relaxing = words.length > SHORT ? searchWords(scope, words) : undefined;
  const [whole, relaxed] = await Promise.all([searchTogether(scope, words), relaxing]);
  if (words.length === 1) return { result: whole, missing: new Set(whole.total === 0 ? words : []) };
  if (whole.total >= ENOUGH) return { result: whole, missing: new Set() };
  return relaxed ?? (await searchWords(scope, words));
}

/** Lists without words: the newest first. */
async function listAll(scope: Scope): Promise<SearchPage> {
  return await searchTogether({ ...scope, query: { ...scope.query, sort: 'newest' } }, []);
}

/** Documents that have every word: one search, with one more for each facet in use, and one for lessons. */
async function searchTogether(scope: Scope, words: readonly LookedUp[]): Promise<SearchPage> {
  const { ask, query } = scope;
  const q = together(words);
  const common = { ...placeOf(scope), q };
  const [main, facets, lessons] = await Promise.all([
    ask(
      toQuery(common, {
        limit: query.size,
        offset: (query.page - 1) * query.size,
        facets: FACETS.filter((facet) => query.filters[facet] === undefined),
        attributesToRetrieve: CARD,
        showRankingScore: true,
        ...(query.sort === 'newest' ? NEWEST : {}),
      }),
    ),
    countInUse(scope, (facet) => ({ ...placeOf(scope, facet), q })),
    words.length === 0
      ? undefined
      : ask(toQuery({ ...lessonPlaceOf(scope), q }, { limit: LIMITS.lessons, attributesToRetrieve: LESSON })),
  ]);
  const weights = new Map(words.flatMap(({ stems }) => stems.map((each) => [each, 1] as const)));
  const hits = main.hits as unknown as (StoredCase & { _rankingScore: number })[];
  const shown = (lessons?.hits ?? []) as unknown as StoredLesson[];
  const marks = withCompletions(weights, words, [...hits.flatMap(textsOf), ...shown]);
  return {
    ...pageOf(query, main.estimatedTotalHits ?? 0, hits, marks, (hit) => hit._rankingScore ?? 0),
    facets: { ...countsOf(main, query), ...facets },
    lessons: shown.map((lesson) => makeLessonHit(toFound(lesson), marks)),
    relaxed: false,
  };
}

/** Documents that have any of the words, ranked by all of them. */
async function searchWords(scope: Scope, words: readonly LookedUp[]): Promise<Searched> {
  const { ask, query } = scope;
  const inUse = facetsInUse(query.filters);
  const [lists, lessonLists, ...withoutOne] = await Promise.all([
    askWords(ask, words, placeOf(scope)),
    askWords(ask, words, lessonPlaceOf(scope), LESSONS_A_WORD),
    ...inUse.map((facet) => askWords(ask, words, placeOf(scope, facet))),
  ]);
  const pool = rankLists(lists);
  const answering = rankLists(lessonLists).filter(answers).slice(0, LIMITS.lessons);
  const onPage = pageIds(pool, query);
  const [cards, main, facets, lessons] = await Promise.all([
    ask(
      toQuery(poolPlace(scope, query.sort === 'newest' ? pool : onPage), {
        limit: query.size,
        attributesToRetrieve: CARD,
        ...(query.sort === 'newest' ? { ...NEWEST, offset: (query.page - 1) * query.size } : {}),
      }),
    ),
    ask(toQuery(poolPlace(scope, pool), { limit: 0, facets: FACETS.filter((facet) => !inUse.includes(facet)) })),
    countInUse(scope, (_facet, at) => poolPlace(scope, rankLists(withoutOne[at]!))),
    ask(
      toQuery(
        {
          ...lessonPlaceOf(scope),
          filter: [
            oneOf(
              'id',
              answering.map(({ id }) => id),
            ),
          ],
          q: '',
        },
        { limit: LIMITS.lessons, attributesToRetrieve: ['id', ...LESSON] },
      ),
    ),
  ]);
  const weights = new Map(
    words.flatMap(({ stems }, at) => stems.map((each) => [each, rarity(lists.words[at]!.having, lists.all)] as const)),
  );
  const scores = new Map(pool.map(({ id, score }) => [id, score]));
  const scoreOf = ({ id }: { id: string }) => scores.get(id) ?? 0;
  const hits = cards.hits as unknown as StoredCase[];
  const order = new Map(answering.map(({ id }, at) => [id, at]));
  const shown = (lessons.hits as unknown as (StoredLesson & { id: string })[]).toSorted(
    (a, b) => order.get(a.id)! - order.get(b.id)!,
  );
  const marks = withCompletions(weights, words, [...hits.flatMap(textsOf), ...shown]);
  const inOrder = query.sort === 'newest' ? hits : onPage.flatMap(({ id }) => hits.filter((hit) => hit.id === id));
  return {
    result: {
      ...pageOf(query, pool.length, inOrder, marks, scoreOf),
      facets: { ...countsOf(main, query), ...facets },
      lessons: shown.map((lesson) => makeLessonHit(toFound(lesson), marks)),
      relaxed: pool.some(({ complete }) => !complete),
    },
    missing: new Set(words.filter((_, at) => lists.words[at]!.having === 0)),
  };
}

type Common = Pick<IndexQuery, 'indexUid' | 'filter' | 'q'>;

const toQuery = (common: Common, more: Partial<IndexQuery> & { limit: number }): IndexQuery => ({
  attributesToRetrieve: ['id'],
  matchingStrategy: 'all',
  ...common,
  ...more,
});

const NEWEST = { sort: ['newest:desc', 'id:asc'] };

/** Where cases are looked for: under what the reader chose, but for one facet, and what phrases leave over. */
const placeOf = ({ names, query, phrases }: Scope, except?: Facet): Place => ({
  indexUid: names.cases(query.locale),
  idAttribute: 'id',
  filter: [...filterOf(query.filters, except), ...phrases.cases],
});

const lessonPlaceOf = ({ names, query, phrases }: Scope): Place => ({
  indexUid: names.lessons,
  idAttribute: 'id',
  filter: [oneOf('locale', [query.locale]), ...filterOf(query.filters), ...phrases.lessons],
});

const poolPlace = ({ names, query }: Scope, pool: readonly Ranked[]): Common => ({
  indexUid: names.cases(query.locale),
  q: '',
  filter: [
    oneOf(
      'id',
      pool.map(({ id }) => id),
    ),
  ],
});

const pageIds = (pool: readonly Ranked[], { page, size }: SearchQuery) => pool.slice((page - 1) * size, page * size);

/** The counts of the facets in use, each without its own choice. */
async function countInUse(
  { ask, query }: Scope,
  where: (facet: Facet, at: number) => Common,
): Promise<Partial<SearchPage['facets']>> {
  const counted = await Promise.all(
    facetsInUse(query.filters).map(async (facet, at) => {
      const { facetDistribution } = await ask(toQuery(where(facet, at), { limit: 0, facets: [facet] }));
      return [facet, toCounts(Object.entries(facetDistribution?.[facet] ?? {}), query.filters[facet])] as const;
    }),
  );
  return Object.fromEntries(counted);
}

const countsOf = ({ facetDistribution = {} }: IndexAnswer, { filters }: SearchQuery): SearchPage['facets'] =>
  Object.fromEntries(
    FACETS.map((facet) => [facet, toCounts(Object.entries(facetDistribution[facet] ?? {}), filters[facet])]),
  ) as SearchPage['facets'];

function pageOf<Hit extends StoredCase>(
  { page, size }: SearchQuery,
  total: number,
  hits: readonly Hit[],
  weights: Weights,
  scoreOf: (hit: Hit) => number,
): Pick<SearchPage, 'total' | 'page' | 'size' | 'hits'> {
  return { total, page, size, hits: hits.map((hit) => makeHit(hit, hit.body, scoreOf(hit), weights)) };
}

const textsOf = ({ card, lessons, body = '' }: StoredCase) =>
  [card.title, card.problem, card.summary, ...lessons.map(({ text }) => text), body].map((text) => ({
    language: card.language,
    text,
  }));

/** What an unfinished word was completed to is not said by the server: it is read off what came back. */
function withCompletions(
  weights: Weights,
  words: readonly LookedUp[],
  texts: readonly { language: string; text: string }[],
): Weights {
  const unfinished = words.find(({ isPrefix }) => isPrefix);
  if (!unfinished) return weights;
  const weight = weights.get(unfinished.stems[0]!) ?? 1;
  return new Map([...Array.from(completionsIn(texts, unfinished.typed.word), (found) => [found, weight] as const), ...weights]);
}

const toFound = ({ case: caseId, lesson, lessonKind, text, language, title }: StoredLesson): FoundLesson => ({
  case: caseId,
  title,
  id: lesson,
  kind: lessonKind,
  text,
  language,
});

const emptyPage = ({ page, size }: SearchQuery): SearchPage => ({
  total: 0,
  page,
  size,
  hits: [],
  lessons: [],
  facets: Object.fromEntries(FACETS.map((facet) => [facet, []])) as unknown as SearchPage['facets'],
  relaxed: false,
});

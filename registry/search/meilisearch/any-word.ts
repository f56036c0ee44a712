import { type Facet, LIMITS } from '../bounds.ts';
import { ENOUGH, type Ranked, rarity } from '../fusion.ts';
import { answers } from '../lesson-hit.ts';
import type { Sought } from '../standing.ts';
import { type AllWords, judgeAllWords, searchAllWords } from './all-words.ts';
import type { StoredCase, StoredLesson } from './documents.ts';
import { askedIn, CARD, LESSON, rankByProximity, READ, type ScoredCase, prepareMarks, show, type SoughtWords } from './hits.ts';
import { filterOf, type LookedUp } from './index-query.ts';
import {
  type AnsweredPage,
  casesOf,
  countInUse,
  countsOf,
  lessonsOf,
  documentsById,
  NEWEST,
  offsetOf,
  otherFacets,
  type Scope,
  toQuery,
} from './scope.ts';
import { judgeCases, type Judged } from './judged.ts';
import { askMeaning } from './semantic.ts';
import { askWords, CASES, LESSONS, rankLists } from './word-lists.ts';

/** The matches for some words, whatever a reader chooses: what is chosen is taken from them, so counts are what choosing gives. */
export interface WordMatches {
  /** Words that no case has; they may be misspelt. */
  missing: ReadonlySet<LookedUp>;
  /** What of them a reader sees under their choices. */
  page: (scope: Scope) => Promise<AnsweredPage>;
  /** Reads the first of them and judges how honest an answer they are. */
  judge: () => Promise<Judged>;
}

/**
 * Cases with any of the words, ranked by all of them. Each word is queried alone in one request, and the results are merged
 * here.
 */
export async function findAnyWord(scope: Scope, words: readonly LookedUp[]): Promise<WordMatches> {
  const { ask, query } = scope;
  const [cases, meaning, lessons] = await Promise.all([
    askWords(ask, words, casesOf(scope), CASES),
    scope.hybrid && askMeaning(ask, query.q, casesOf(scope), scope.hybrid),
    askWords(ask, words, lessonsOf(scope), LESSONS),
  ]);
  // Enough cases have all words, so partial matches are not needed.
  if (cases.having >= ENOUGH) return matchAllWords(scope, words, await searchAllWords(scope, words));
  const sought = prepareMarks(
    words,
    cases.words.map(({ having }) => rarity(having, cases.all)),
  );
  const asked = askedIn(sought, query.q, (at, id) => cases.words[at]!.scores.has(id));
  const pools: Pools = { cases: rankLists(cases, meaning), lessons: rankLists(lessons).filter(answers) };
  return {
    missing: new Set(words.filter((_, at) => cases.words[at]!.asTyped === 0)),
    page: async (reader) => await readPage(reader, sought, asked, pools),
    judge: async () => {
      const first = pools.cases.slice(0, READ);
      const { hits } = await ask(readById(scope, first));
      return judgeCases(scope, words, {
        ranked: pools.cases,
        stored: inOrder(hits as unknown as StoredCase[], first),
        having: cases.words.map(({ asTyped }) => asTyped),
        all: cases.all,
        asked,
      });
    },
  };
}

/** The cases with all of the words, as matches; `whole` is their first page. */
export const matchAllWords = (scope: Scope, words: readonly LookedUp[], whole: AllWords): WordMatches => ({
  missing: new Set(whole.page.total === 0 ? words : []),
  page: async (reader) => (reader === scope ? whole : await searchAllWords(reader, words)).page,
  judge: async () => await Promise.resolve(judgeAllWords(scope, words, whole)),
});

/** The ranked matches: all are counted, and the best are read and shown. */
interface Pools {
  cases: readonly Ranked[];
  lessons: readonly Ranked[];
}

/** Asks for the cards of ranked cases. */
const readById = ({ names, query }: Scope, ranked: readonly Ranked[]) =>
  toQuery(documentsById(names.cases(query.locale), ranked), { limit: ranked.length, attributesToRetrieve: CARD });

async function readPage(scope: Scope, sought: SoughtWords, asked: Sought, pools: Pools): Promise<AnsweredPage> {
  const { ask, names, query } = scope;
  const uid = names.cases(query.locale);
  const chosen = (indexUid: string, pool: readonly Ranked[], except?: Facet) => {
    const byId = documentsById(indexUid, pool);
    return { ...byId, filter: [...byId.filter, ...filterOf(query.filters, except)] };
  };
  /** The ranked documents that the reader's choices leave. */
  const left = async (indexUid: string, pool: readonly Ranked[]) => {
    if (Object.keys(query.filters).length === 0) return pool;
    const { hits } = await ask(toQuery(chosen(indexUid, pool), { limit: pool.length }));
    const ids = new Set(hits.map(({ id }) => String(id)));
    return pool.filter(({ id }) => ids.has(id));
  };
  const [ofCases, ofLessons] = await Promise.all([
    left(uid, pools.cases),
    query.page > 1 ? [] : left(names.lessons, pools.lessons),
  ]);
  const answering = ofLessons.slice(0, LIMITS.lessons);
  const [cases, counted, countedInUse, lessons] = await Promise.all([
    query.sort === 'newest' ? readNewest(scope, ofCases) : readBest(scope, ofCases, sought),
    ask(toQuery(documentsById(uid, ofCases), { limit: 0, facets: otherFacets(query) })),
    countInUse(scope, (facet) => chosen(uid, pools.cases, facet)),
    ask(toQuery(documentsById(names.lessons, answering), { limit: LIMITS.lessons, attributesToRetrieve: LESSON })),
  ]);
  return {
    total: ofCases.length,
    page: query.page,
    size: query.size,
    ...show(sought, asked, cases, inOrder(lessons.hits as unknown as (StoredLesson & { id: string })[], answering), scope),
    facets: { ...countsOf(counted), ...countedInUse },
    relaxed: ofCases.some(({ complete }) => !complete),
  };
}

/** A page of cases by score, with the first ones reranked by proximity. */
async function readBest(scope: Scope, pool: readonly Ranked[], sought: SoughtWords): Promise<ScoredCase[]> {
  const { ask, query } = scope;
  const [start, end] = [offsetOf(query), offsetOf(query) + query.size];
  const first = start < READ ? pool.slice(0, READ) : [];
  const wanted = [...first, ...pool.slice(Math.max(start, first.length), end)];
  const { hits } = await ask(readById(scope, wanted));
  const read = withScores(inOrder(hits as unknown as StoredCase[], wanted), pool);
  const near = rankByProximity(read.slice(0, first.length), sought);
  const all = [...near, ...read.slice(first.length)];
  return first.length > 0 ? all.slice(start, end) : all;
}

/** A page of the matching cases by date. */
async function readNewest({ ask, names, query }: Scope, pool: readonly Ranked[]): Promise<ScoredCase[]> {
  const { hits } = await ask(
    toQuery(documentsById(names.cases(query.locale), pool), {
      limit: query.size,
      offset: offsetOf(query),
      attributesToRetrieve: CARD,
      ...NEWEST,
    }),
  );
  return withScores(hits as unknown as StoredCase[], pool);
}

function withScores(stored: readonly StoredCase[], pool: readonly Ranked[]): ScoredCase[] {
  const scores = new Map(pool.map(({ id, score }) => [id, score]));
  return stored.map((each) => ({ stored: each, score: scores.get(each.id)! }));
}

/** Restores the ranking: the server returns documents by id in its own order. */
export function inOrder<Item extends { id: string }>(items: readonly Item[], ranked: readonly { id: string }[]): Item[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  return ranked.flatMap(({ id }) => byId.get(id) ?? []);
}

import { type Facet, LIMITS } from '../bounds.ts';
import { ENOUGH, type Ranked, rarity } from '../fusion.ts';
import { answers } from '../lesson-hit.ts';
import { judgeAllWords, searchAllWords } from './all-words.ts';
import type { StoredCase, StoredLesson } from './documents.ts';
import { CARD, LESSON, rankByProximity, READ, type ScoredCase, prepareMarks, show, type SoughtWords } from './hits.ts';
import { facetsInUse, type LookedUp } from './index-query.ts';
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

/** The matches for some words, before their documents are read. */
export interface WordMatches {
  /** Words that no case has under the filters; they may be misspelt. */
  missing: ReadonlySet<LookedUp>;
  page: () => Promise<AnsweredPage>;
  /** Reads the first of them and judges how honest an answer they are. */
  judge: () => Promise<Judged>;
}

/**
 * Cases with any of the words, ranked by all of them. Each word is queried alone in one request, and the results are merged
 * here.
 */
export async function findAnyWord(scope: Scope, words: readonly LookedUp[]): Promise<WordMatches> {
  const { ask, query } = scope;
  const inUse = facetsInUse(query.filters);
  const meaningOf = (except?: Facet) => scope.hybrid && askMeaning(ask, query.q, casesOf(scope, except), scope.hybrid);
  const [cases, meaning, lessons, ...without] = await Promise.all([
    askWords(ask, words, casesOf(scope), CASES),
    meaningOf(),
    query.page > 1 ? undefined : askWords(ask, words, lessonsOf(scope), LESSONS),
    ...inUse.map((facet) => Promise.all([askWords(ask, words, casesOf(scope, facet), CASES), meaningOf(facet)])),
  ]);
  // Enough cases have all words, so partial matches are not needed.
  if (cases.having >= ENOUGH) {
    const first = searchAllWords(scope, words);
    return {
      missing: new Set(),
      page: async () => (await first).page,
      judge: async () => judgeAllWords(scope, words, await first),
    };
  }
  const sought = prepareMarks(
    words,
    cases.words.map(({ having }) => rarity(having, cases.all)),
  );
  const pools: Pools = {
    cases: rankLists(cases, meaning),
    lessons: lessons ? rankLists(lessons).filter(answers).slice(0, LIMITS.lessons) : [],
    without: without.map((each) => rankLists(...each)),
  };
  return {
    missing: new Set(words.filter((_, at) => cases.words[at]!.asTyped === 0)),
    page: async () => await readPage(scope, sought, pools),
    judge: async () => {
      const first = pools.cases.slice(0, READ);
      const { hits } = await ask(readById(scope, first));
      return judgeCases(scope, words, {
        ranked: pools.cases,
        stored: inOrder(hits as unknown as StoredCase[], first),
        having: cases.words.map(({ asTyped }) => asTyped),
        all: cases.all,
        isIn: (at, id) => cases.words[at]!.scores.has(id),
      });
    },
  };
}

/** The ranked matches: all are counted, and the best are read and shown. */
interface Pools {
  cases: readonly Ranked[];
  lessons: readonly Ranked[];
  /** The cases without the choice in each facet in use. */
  without: readonly (readonly Ranked[])[];
}

/** Asks for the cards of ranked cases. */
export const readById = ({ names, query }: Scope, ranked: readonly Ranked[]) =>
  toQuery(documentsById(names.cases(query.locale), ranked), { limit: ranked.length, attributesToRetrieve: CARD });

async function readPage(scope: Scope, sought: SoughtWords, pools: Pools): Promise<AnsweredPage> {
  const { ask, names, query } = scope;
  const uid = names.cases(query.locale);
  const [cases, counted, countedInUse, lessons] = await Promise.all([
    query.sort === 'newest' ? readNewest(scope, pools.cases) : readBest(scope, pools.cases, sought),
    ask(toQuery(documentsById(uid, pools.cases), { limit: 0, facets: otherFacets(query) })),
    countInUse(scope, (_facet, at) => documentsById(uid, pools.without[at]!)),
    ask(toQuery(documentsById(names.lessons, pools.lessons), { limit: LIMITS.lessons, attributesToRetrieve: LESSON })),
  ]);
  return {
    total: pools.cases.length,
    page: query.page,
    size: query.size,
    ...show(sought, cases, inOrder(lessons.hits as unknown as (StoredLesson & { id: string })[], pools.lessons), scope),
    facets: { ...countsOf(counted), ...countedInUse },
    relaxed: pools.cases.some(({ complete }) => !complete),
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

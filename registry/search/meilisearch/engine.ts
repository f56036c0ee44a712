import type { Intent } from '../analysis/intents.ts';
import { type Facet, LIMITS, noFacets } from '../bounds.ts';
import type { SearchEngine } from '../engine.ts';
import { withFallback } from '../fallback.ts';
import { ENOUGH } from '../fusion.ts';
import type { SearchPage } from '../page.ts';
import type { SearchQuery } from '../query.ts';
import { isMeant, suggest } from '../suggestion.ts';
import { isBrowsing, OUTCOME_OF, readTyped } from '../typed.ts';
import { browsing, type Judgement, sayState } from '../state.ts';
import { makeProblemFinder, type Problem, type ProblemFinder } from '../problem.ts';
import { pageOf, searchAllWords } from './all-words.ts';
import { findAnyWord, inOrder, matchAllWords, type WordMatches } from './any-word.ts';
import { type Ask, batch, once } from './batch.ts';
import { correctWords } from './correction.ts';
import { indexNames } from './index-names.ts';
import { askingPeers, type Copies, type FromNetwork, noting, type Peers, withoutTwins } from './peers.ts';
import { findPhrases } from './phrases.ts';
import type { StoredLesson } from './documents.ts';
import { askedIn, LESSON, prepareMarks, show } from './hits.ts';
import { filterOf, type LookedUp, lookUp, type MultiSearch, oneOf } from './index-query.ts';
import type { Judged } from './judged.ts';
import {
  type AnsweredPage,
  countInUse,
  countsOf,
  documentsById,
  type Hybrid,
  otherFacets,
  type Scope,
  toQuery,
} from './scope.ts';

/** Queries of up to this many words go to Meilisearch as they are; longer ones are split into words. */
const SHORT = 2;

export interface MeilisearchOptions {
  /** Locales with an index. */
  locales: readonly string[];
  prefix: string;
  /** Semantic search beside words; off when absent. */
  hybrid?: Hybrid;
  /** Other registries to search; none when absent. */
  peers?: Peers;
  /** Copies of other registries' cases that the index holds, when there are any. */
  copies?: Copies;
  /** The problems of the vocabulary as they are now: what questions may be about. */
  problems?: () => readonly Problem[] | Promise<readonly Problem[]>;
}

/**
 * The engine for large deployments: Meilisearch with a layer for questions. A short query is one search of the server. A
 * question is queried word by word in one multi-search, and the results are merged here, in the API or the browser.
 */
export function createMeilisearch(
  multiSearch: MultiSearch,
  { peers = {}, copies, ...options }: MeilisearchOptions,
): SearchEngine {
  const alone = createEngine(batch(multiSearch), options, {});
  const names = Object.keys(peers).toSorted();
  if (names.length === 0) return alone;
  const besideOf = (origins: readonly string[] | undefined) =>
    createEngine(batch(askingPeers(multiSearch, origins), BESIDE), options, peers);
  const all = besideOf(copies?.others);
  const beside: SearchEngine = {
    async search(query) {
      const page = await all.search(query);
      // Who did not answer is found by our copies.
      const silent = (page.unreached ?? []).flatMap((name) => copies?.live[name] ?? []);
      const whole = silent.length === 0 ? page : await besideOf([...copies!.others, ...silent]).search(query);
      return withoutTwins(whole, copies?.live ?? {});
    },
  };
  return withFallback(beside, () => alone, {
    ...WAIT,
    mark: (page) => ({ ...page, unreached: names }),
  });
}

/**
 * Parallel requests when several registries are searched: the server asks them one after the other, and they may be far away.
 * Browsers send six.
 */
const BESIDE = 6;

/** How long to wait for peer servers, and how long to skip one that failed. Our own results are never delayed. */
const WAIT = { timeout: 1500, pause: 60_000 };

function createEngine(
  ask: Ask,
  { locales, prefix, hybrid, problems = () => [] }: Omit<MeilisearchOptions, 'peers' | 'copies'>,
  peers: Peers,
): SearchEngine {
  const names = indexNames(prefix);
  const finderOf = finderKeeper();
  return {
    async search(query) {
      if (!locales.includes(query.locale)) return emptyPage(query);
      const unreached = new Set<string>();
      const page = await answer({
        ...{ ask: noting(once(ask), unreached), names, query, hybrid, peers },
        problems: finderOf(await problems()),
      });
      return { ...page, ...(unreached.size > 0 ? { unreached: [...unreached].toSorted() } : {}) };
    },
  };
}

/** Keeps what was read of the problems until they change. */
function finderKeeper(): (problems: readonly Problem[]) => ProblemFinder {
  let known: { problems: readonly Problem[]; finder: ProblemFinder } | undefined;
  return (problems) => {
    if (known?.problems !== problems) known = { problems, finder: makeProblemFinder(problems) };
    return known.finder;
  };
}

async function answer(asked: Omit<Scope, 'phrases'>): Promise<SearchPage> {
  const { ask, names, query } = asked;
  const typed = readTyped(query.q, query.locale);
  if (typed.words.length === 0 && !isBrowsing(query.q)) return emptyPage(query);
  const words = typed.words.slice(0, LIMITS.words).map(lookUp);
  const { filters, isGivenUp } = await findPhrases(ask, names, query, typed.phrases);
  const scope = { ...asked, phrases: { ...filters, isGivenUp } };
  const { intent } = typed;
  if (words.length === 0 || typed.isOnlyIntent) {
    const { page } = await searchAllWords(intent === undefined ? scope : withOutcome(scope, intent), []);
    return { ...say(browsing, scope, []), ...page, ...(await wantedLessons(scope, intent, page)) };
  }
  const page = await answerMeant(scope, words);
  return { ...page, ...(await wantedLessons(scope, intent, page)) };
}

/** Cases with the outcome that is asked for, and nothing else. */
const withOutcome = (scope: Scope, intent: Intent): Scope => ({
  ...scope,
  phrases: { ...scope.phrases, cases: [...scope.phrases.cases, oneOf('outcome', [OUTCOME_OF[intent]])] },
});

/** Lessons of the kind that is asked for, one of each of the first cases before a second of any. */
async function wantedLessons(
  { ask, names, query, peers }: Scope,
  intent: Intent | undefined,
  { hits }: Pick<SearchPage, 'hits'>,
): Promise<Partial<SearchPage>> {
  if (intent === undefined) return {};
  if (query.page > 1 || hits.length === 0) return { intent };
  const first = hits.slice(0, LIMITS.lessons).map(({ id }) => id);
  const filter = [oneOf('locale', [query.locale]), oneOf('case', first), oneOf('lessonKind', [intent])];
  const found = await ask(
    toQuery({ indexUid: names.lessons, q: '', filter }, { limit: MOST_LESSONS, attributesToRetrieve: LESSON }),
  );
  const lessons = found.hits as unknown as (StoredLesson & FromNetwork)[];
  const byCase = first.map((id) => lessons.filter((lesson) => lesson.case === id));
  const ordered = Array.from({ length: LIMITS.lessons }, (_, turn) => byCase.flatMap((own) => own[turn] ?? [])).flat();
  const unmarked = prepareMarks([], []);
  const shown = show(unmarked, askedIn(unmarked, ''), [], ordered.slice(0, LIMITS.lessons), { peers, query });
  return { intent, lessons: shown.lessons };
}

/** More than three cases have of a kind. */
const MOST_LESSONS = 100;

/** The words as they were typed, or, when that is nothing, as they may have been meant, if that answers: no guess upon a guess. */
async function answerMeant(scope: Scope, words: readonly LookedUp[]): Promise<SearchPage> {
  const { query } = scope;
  const asTyped = await answerWords(scope, words);
  if (asTyped.judged.judgement.state !== 'nothing' || query.asTyped) return await asTyped.page();
  const read = await correctWords(scope, words, asTyped.missing);
  const suggestion = suggest(query.q, read);
  if (suggestion === undefined) return await asTyped.page();
  const asMeant = await answerWords(scope, read);
  if (!isMeant(asMeant.judged.judgement.state, read)) return await asTyped.page();
  return { ...(await asMeant.page()), suggestion };
}

/** How honest an answer there is to some words, and its page. */
interface Answer {
  judged: Judged;
  /** Words that no case has, whatever is chosen in the facets. */
  missing: ReadonlySet<LookedUp>;
  page: () => Promise<SearchPage>;
}

/** Everybody who asks the same is told the same, whatever they choose in the facets and whichever page they are on. */
async function answerWords(scope: Scope, words: readonly LookedUp[]): Promise<Answer> {
  const { query } = scope;
  const isPlain = query.page === 1 && query.sort === 'relevance' && Object.keys(query.filters).length === 0;
  const plain: Scope = isPlain ? scope : { ...scope, query: { ...query, page: 1, sort: 'relevance', filters: {} } };
  const { missing, judge: judgeFound, page: pageFor } = await find(plain, words);
  // The page is nearly always wanted, and what it asks travels with what is judged.
  const [judged, page] = await Promise.all([judgeFound(), pageFor(scope)]);
  return {
    judged,
    missing,
    async page() {
      const said = say(judged.judgement, scope, words);
      if (said.state === 'nothing') return { ...emptyPage(query), ...said };
      const shown = said.state === 'near' ? await nearPage(scope, words, judged, page) : page;
      return { ...shown, ...said, relaxed: shown.relaxed || scope.phrases.isGivenUp };
    },
  };
}

const say = (judgement: Judgement, { query, problems }: Scope, words: readonly LookedUp[]) =>
  sayState(
    judgement,
    words.map(({ typed, stems }) => ({ stems, shown: query.q.slice(typed.start, typed.end) })),
    problems,
  );

/** The few cases that are near to a question, under the reader's choices. */
async function nearPage(
  scope: Scope,
  words: readonly LookedUp[],
  { stays, read, asked }: Judged,
  page: AnsweredPage,
): Promise<AnsweredPage> {
  const { ask, names, query } = scope;
  const uid = names.cases(query.locale);
  const under = (except?: Facet) => {
    const byId = documentsById(uid, stays);
    return { ...byId, filter: [...byId.filter, ...filterOf(query.filters, except)] };
  };
  const [left, inUse] = await Promise.all([
    ask(toQuery(under(), { limit: stays.length, facets: otherFacets(query) })),
    countInUse(scope, (facet) => under(facet)),
  ]);
  const scores = new Map(stays.map(({ id, score }) => [id, score]));
  const isLeft = new Set(left.hits.map(({ id }) => String(id)));
  const cases = inOrder(read, stays)
    .filter(({ id }) => isLeft.has(id))
    .map((stored) => ({ stored, score: scores.get(stored.id)! }));
  const sought = prepareMarks(
    words,
    words.map(() => 1),
  );
  const { hits } = show(sought, asked, pageOf(cases, query), [], scope);
  return {
    ...page,
    total: cases.length,
    hits,
    facets: { ...countsOf(left), ...inUse },
    relaxed: stays.some(({ complete }) => !complete),
  };
}

/** Questions rarely have cases with all of their words, so the words are queried alone at once. */
async function find(scope: Scope, words: readonly LookedUp[]): Promise<WordMatches> {
  if (words.length > SHORT) return await findAnyWord(scope, words);
  const whole = await searchAllWords(scope, words);
  if (words.length > 1 && whole.page.total < ENOUGH) return await findAnyWord(scope, words);
  return matchAllWords(scope, words, whole);
}

const emptyPage = ({ page, size }: SearchQuery): SearchPage => ({
  state: 'nothing',
  missing: [],
  shared: [],
  total: 0,
  page,
  size,
  hits: [],
  lessons: [],
  facets: noFacets(),
  relaxed: false,
});

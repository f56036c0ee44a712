import { FACETS, LIMITS } from '../bounds.ts';
import type { SearchEngine } from '../engine.ts';
import { withFallback } from '../fallback.ts';
import { ENOUGH } from '../fusion.ts';
import type { SearchPage } from '../page.ts';
import type { SearchQuery } from '../query.ts';
import { suggest } from '../suggestion.ts';
import { isBrowsing, readTyped } from '../typed.ts';
import { searchAllWords } from './all-words.ts';
import { findAnyWord, type WordMatches } from './any-word.ts';
import { type Ask, batch, once } from './batch.ts';
import { correctWords } from './correction.ts';
import { indexNames } from './index-names.ts';
import { askingPeers, noting, type Peers } from './peers.ts';
import { findPhrases } from './phrases.ts';
import { type LookedUp, lookUp, type MultiSearch } from './index-query.ts';
import type { Hybrid, Scope } from './scope.ts';

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
}

/**
 * The engine for large deployments: Meilisearch with a layer for questions. A short query is one search of the server. A
 * question is queried word by word in one multi-search, and the results are merged here, in the API or the browser.
 */
export function createMeilisearch(multiSearch: MultiSearch, { peers = {}, ...options }: MeilisearchOptions): SearchEngine {
  const alone = createEngine(batch(multiSearch), options, {});
  const names = Object.keys(peers).toSorted();
  if (names.length === 0) return alone;
  return withFallback(createEngine(batch(askingPeers(multiSearch), BESIDE), options, peers), () => alone, {
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

function createEngine(ask: Ask, { locales, prefix, hybrid }: Omit<MeilisearchOptions, 'peers'>, peers: Peers): SearchEngine {
  const names = indexNames(prefix);
  return {
    async search(query) {
      if (!locales.includes(query.locale)) return emptyPage(query);
      const unreached = new Set<string>();
      const page = await answer({ ask: noting(once(ask), unreached), names, query, hybrid, peers });
      return { ...page, ...(unreached.size > 0 ? { unreached: [...unreached].toSorted() } : {}) };
    },
  };
}

async function answer(asked: Omit<Scope, 'phrases'>): Promise<SearchPage> {
  const { ask, names, query } = asked;
  const typed = readTyped(query.q, query.locale);
  if (typed.words.length === 0 && !isBrowsing(query.q)) return emptyPage(query);
  const words = typed.words.slice(0, LIMITS.words).map(lookUp);
  const quoted = await findPhrases(ask, names, query, typed.phrases);
  const scope = { ...asked, phrases: quoted.filters };
  if (words.length === 0) return await searchAllWords(scope, words);
  const found = await find(scope, words);
  const read = found.missing.size > 0 ? await correctWords(ask, names, query.locale, words, found.missing) : words;
  const suggestion = suggest(query.q, read);
  const page = await (suggestion === undefined ? found : await find(scope, read)).page();
  return { ...page, relaxed: page.relaxed || quoted.isGivenUp, ...(suggestion === undefined ? {} : { suggestion }) };
}

/** Questions rarely have cases with all of their words, so the words are queried alone at once. */
async function find(scope: Scope, words: readonly LookedUp[]): Promise<WordMatches> {
  if (words.length > SHORT) return await findAnyWord(scope, words);
  const whole = await searchAllWords(scope, words);
  if (words.length > 1 && whole.total < ENOUGH) return await findAnyWord(scope, words);
  return { missing: new Set(whole.total === 0 ? words : []), page: async () => await Promise.resolve(whole) };
}

const emptyPage = ({ page, size }: SearchQuery): SearchPage => ({
  total: 0,
  page,
  size,
  hits: [],
  lessons: [],
  facets: Object.fromEntries(FACETS.map((facet) => [facet, []])) as unknown as SearchPage['facets'],
  relaxed: false,
});

import { type Facet, FACETS } from '../bounds.ts';
import type { Filters } from '../query.ts';
import type { TypedWord } from '../typed.ts';
import { encodeTerm } from './term.ts';

/** One search of one index, as Meilisearch's multi-search takes it. */
export interface IndexQuery {
  indexUid: string;
  q: string;
  limit: number;
  offset?: number;
  filter?: readonly string[];
  facets?: readonly string[];
  sort?: readonly string[];
  attributesToRetrieve: readonly string[];
  showRankingScore?: true;
  matchingStrategy: 'all';
  hybrid?: { embedder: string; semanticRatio: number };
  vector?: number[];
  useNetwork?: true;
}

/** What comes back for it. */
export interface IndexAnswer {
  hits: Record<string, unknown>[];
  /** How many documents pass; hits without words and filters are as many as there are documents. */
  estimatedTotalHits?: number;
  facetDistribution?: Record<string, Record<string, number>>;
  /** Why servers of the network did not answer, by their names. */
  remoteErrors?: Record<string, unknown>;
}

/** Sends queries as one multi-search and gives their answers in the same order. Rejects when the server does not answer well. */
export type MultiSearch = (queries: readonly IndexQuery[]) => Promise<readonly IndexAnswer[]>;

/** A word as it is looked up. */
export interface LookedUp {
  typed: TypedWord;
  term: string;
  /** What the word may be stored as, for marking it in texts. */
  stems: readonly string[];
  /** Everything that begins like it is looked for too. */
  isPrefix: boolean;
  /** The spelling that is looked for instead of what was typed. */
  corrected?: string;
}

export const lookUp = (typed: TypedWord): LookedUp => ({
  typed,
  term: encodeTerm(typed.stem),
  stems: typed.stems,
  isPrefix: typed.unfinished && typed.word.length > 1,
});

/** In quotes a term is looked for as it is; bare and last, it is a beginning. */
export const exactly = ({ term }: LookedUp): string => `"${term}"`;

/**
 * The beginning that the relatives of a word share: "fracasaron" and "fracaso", "competitive" and "competitiveness". Stemmers
 * that leave out inflection alone keep them apart, and questions are asked in other forms than texts answer in. Seven tenths of
 * a stem, at least five letters; measured with nearness on halves of public question sets: nDCG@10 in Spanish .959 -> .963,
 * Portuguese .891 -> .912, English .969 -> .967. A shorter word is a beginning only while it is being typed.
 */
export function beginningOf({ term, isPrefix, corrected }: LookedUp): string | undefined {
  if (corrected !== undefined) return undefined;
  if (term.length > LEAST) return term.slice(0, Math.max(LEAST, Math.ceil(term.length * SHARED)));
  return isPrefix ? term : undefined;
}

const [LEAST, SHARED] = [5, 0.7];

/** The words of all, for documents that have every one of them. */
export function together(words: readonly LookedUp[]): string {
  const whole = words.filter((word) => !word.isPrefix).map(exactly);
  return [...whole, ...words.filter((word) => word.isPrefix).map(({ term }) => term)].join(' ');
}

const quote = (value: string) => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

/** Only documents with one of these values. */
export const oneOf = (attribute: string, values: readonly string[]): string =>
  `${attribute} IN [${values.map(quote).join(', ')}]`;

/** What the reader chose, facet by facet, but for one of them. Names are those of the schema; values are quoted. */
export const filterOf = (filters: Filters, except?: Facet): string[] =>
  FACETS.flatMap((facet) => {
    const values = filters[facet];
    return values === undefined || facet === except ? [] : [oneOf(facet, values)];
  });

export const facetsInUse = (filters: Filters): Facet[] => FACETS.filter((facet) => filters[facet] !== undefined);

import type { Facet } from './bounds.ts';
import type { SearchDocument } from './document.ts';
import type { Problem } from './problem.ts';

/** The records with a stem: their numbers, lowest first, and how much each is about it. */
export interface Postings {
  numbers: ArrayLike<number>;
  /** The square root of the BM25 score over all fields, in steps: 1 to 255. */
  impacts: ArrayLike<number>;
}

/** A word that texts have. */
export interface KnownWord {
  /** Folded. */
  word: string;
  stem: string;
  /** As texts write it, with its accents. */
  shown: string;
  count: number;
}

/** The values of a facet, and the numbers of the records with each, lowest first. */
export interface FacetColumn {
  values: readonly string[];
  records: readonly ArrayLike<number>[];
}
export type FacetColumns = Readonly<Record<Facet, FacetColumn>>;

/** What an answer shows of a record, or looks through for why it was found. */
export type FoundDocument = Omit<SearchDocument, 'locale' | 'facets' | 'newest'>;

/**
 * An index of the records of one locale, wherever it is: whole in memory, or in pieces that are fetched when a question needs them.
 * Records have numbers in the order of their ids, so that numbers decide between equals as ids would.
 */
export interface IndexSource {
  count: number;
  problems(): Promise<readonly Problem[]>;
  /** The postings of those of some stems that any record has. */
  postings(stems: readonly string[]): Promise<ReadonlyMap<string, Postings>>;
  /** The postings of the stems that begin with some folded letters. */
  stemsFrom(beginning: string): Promise<ReadonlyMap<string, Postings>>;
  /** The words that begin with some folded letters. */
  wordsFrom(beginning: string): Promise<readonly KnownWord[]>;
  /** Records by their numbers, in the same order. */
  documents(numbers: readonly number[]): Promise<readonly FoundDocument[]>;
  facets(): Promise<FacetColumns>;
  /** The numbers of all records, newest first. */
  newest(): Promise<ArrayLike<number>>;
}

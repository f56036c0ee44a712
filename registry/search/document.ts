import type { Facet } from './bounds.ts';
import type { Card } from './page.ts';

/** Text by its language. */
export type Words = Readonly<Record<string, string>>;

export interface SearchLesson {
  id: string;
  kind: string;
  text: string;
  conditions?: string;
}

/**
 * One record, usually a case, as readers of one locale search it. Plain data: it is sent to engines, and to browsers in a pack.
 */
export interface SearchDocument {
  id: string;
  locale: string;
  card: Card;
  lessons: SearchLesson[];
  /** Labels and synonyms of its concepts, including countries, in every language, by concept. */
  concepts: Readonly<Record<string, Words>>;
  /** Names of actors and places in the original's language: facts without a translation. */
  names: Words;
  /** Title, problem and summary in the languages the card does not show, so that any of them finds it. */
  others?: Words;
  facets: Readonly<Record<Facet, readonly string[]>>;
  /** Sort key for `newest`: higher is newer. */
  newest: string;
  /** The plain text of the body, where it is searched. */
  body?: string;
  /** How much its words count beside those of other records, but for those of its concepts; 1 when absent. */
  weight?: number;
}

/** The newest first; the id decides between equals, in every engine. */
export const byNewest = (a: Pick<SearchDocument, 'id' | 'newest'>, b: Pick<SearchDocument, 'id' | 'newest'>): number =>
  a.newest === b.newest ? (a.id < b.id ? -1 : 1) : a.newest > b.newest ? -1 : 1;

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
  /**
   * Title, problem and summary in the languages that the card does not show, so that a query in any of them matches; may be
   * loaded late.
   */
  others?: Words;
  facets: Readonly<Record<Facet, readonly string[]>>;
  /** Sort key for `newest`: higher is newer. */
  newest: string;
  /** The plain text of the body; absent until it is loaded. */
  body?: string;
}

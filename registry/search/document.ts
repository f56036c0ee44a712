import type { Facet } from './bounds.ts';
import type { Card } from './page.ts';

/** Text by the language it is in. */
export type Words = Readonly<Record<string, string>>;

export interface SearchLesson {
  id: string;
  kind: string;
  text: string;
  conditions?: string;
}

/** One record, a case as a rule, as readers of one locale search it. Plain data: it is sent to engines, and to browsers in a pack. */
export interface SearchDocument {
  id: string;
  locale: string;
  card: Card;
  lessons: SearchLesson[];
  /** Labels and synonyms of what it is coded with, countries included, in every language, by concept. */
  concepts: Readonly<Record<string, Words>>;
  /** Names of actors and places, in the original's language: they are facts and have no translation. */
  names: Words;
  /** Title, problem and summary in the languages the card does not show, so that any of them finds it; may come late. */
  others?: Words;
  facets: Readonly<Record<Facet, readonly string[]>>;
  /** Sort key of `newest`: the later, the newer. */
  newest: string;
  /** The plain text of the body; absent until somebody needs it. */
  body?: string;
}

import type { Case, Citation } from '../../case/schema.ts';
import type { Tree } from '../../content/tree.ts';
import type { Locale } from '../../locale/locale.ts';
import type { Registry } from '../../registry.ts';
import type { Path } from '../../schema/walk.ts';
import type { SubmittedCase } from '../schema.ts';

/** The context of a draft: the current registry, and the date and lab of the submission. */
export interface DraftContext {
  registry: Registry;
  /** The files of the registry: a correction changes one of them. */
  tree: Tree;
  /** The day on which the submission was received, YYYY-MM-DD. */
  day: string;
  /** The lab whose token was sent. */
  lab?: string | undefined;
}

/** A record made from a submission, before it is checked and written. */
export interface Draft {
  facts: Case;
  body: string;
  /** The submitted case with ids for its items, used to map a fact back to the submission. */
  submitted: SubmittedCase;
  /** Fields without a submitted value; they have placeholders, so that the rest can be checked. */
  missing: Path[];
  /** The citation for statements without a source. */
  fallback: Citation | undefined;
  /** Positions of references whose id belongs to another source. */
  clashing: number[];
}

/** The locale of a submission, or the registry's first for an unknown one, which validation refuses. */
export const localeOf = (registry: Registry, id: string): Locale =>
  registry.locales.get(id) ?? [...registry.locales.values()][0]!;

/** The same day of the next year: until then a record holds without somebody looking at it. */
export function oneYearAfter(day: string): string {
  const [year, rest] = [Number(day.slice(0, 4)) + 1, day.slice(4)];
  return `${year}${rest === '-02-29' ? '-03-01' : rest}`;
}

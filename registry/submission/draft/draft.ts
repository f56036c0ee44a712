import type { Case, Citation } from '../../case/schema.ts';
import type { Tree } from '../../content/tree.ts';
import type { Locale } from '../../locale/locale.ts';
import type { Registry } from '../../registry.ts';
import type { Path } from '../../schema/walk.ts';
import type { SubmittedCase } from '../schema.ts';

/** What a record is made in: the registry as it stands, and who sent the submission when. */
export interface DraftContext {
  registry: Registry;
  /** The files that the registry was read from: an improvement changes one of them. */
  tree: Tree;
  /** The day on which the submission was received, YYYY-MM-DD. */
  day: string;
  /** The lab whose token came with it. */
  lab?: string | undefined;
}

/** A record made from a submission, before it is checked and written. */
export interface Draft {
  facts: Case;
  body: string;
  /** What was told, with ids for its items: leads from a fact back to the submission. */
  submitted: SubmittedCase;
  /** Fields that nothing was told for; something stands in for them, so that the rest can be checked. */
  missing: Path[];
  /** What is cited for statements that name no source. */
  fallback: Citation | undefined;
  /** References whose id is another source's. */
  clashing: number[];
}

/** The language of a submission; the first of the registry for one that it does not have, which validation refuses. */
export const localeOf = (registry: Registry, id: string): Locale =>
  registry.locales.get(id) ?? [...registry.locales.values()][0]!;

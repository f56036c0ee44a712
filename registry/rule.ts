import type { Tree } from './content/tree.ts';
import type { Finding } from './finding/finding.ts';
import type { CaseRecord } from './record/record.ts';
import type { Registry } from './registry.ts';

/** Ids to look one up in, or to look for one that is like another. */
export interface Ids extends Iterable<string> {
  has(id: string): boolean;
}

/**
 * What rules need beside the registry. Ids come from the tree's file names, so that a record left out because of its own
 * errors does not also break every record that refers to it.
 */
export interface CheckContext {
  /** The day of the check, YYYY-MM-DD. */
  today: string;
  caseIds: Ids;
  labIds: Ids;
  locales: Ids;
  /** Absent when the list of sources itself cannot be read: then nothing is said about citations. */
  sourceIds: Ids | undefined;
}

/** Looks at one case. */
export type CaseRule = (record: CaseRecord, registry: Registry, context: CheckContext) => Finding[];

/** Looks at what is not a case: vocabularies, locales, labs, redirects. */
export type RegistryRule = (tree: Tree, registry: Registry, context: CheckContext) => Finding[];

import type { Tree } from '#registry/content/tree.ts';
import type { Forge, Proposal } from '#registry/forge/forge.ts';

/**
 * A forge with the repository behind it, which holds the files of test/fixtures/forge/repository on its base branch.
 * What people do there without the registry is done by the functions here.
 */
export interface ForgeBench {
  forge: Forge;
  /** The same forge as another process would open it, which may know some content already. */
  reopen(known?: () => Tree): Promise<Forge>;
  /** The files that a proposal's branch adds to or changes in the base branch, with their bytes. */
  changesOf(submissionId: string): Promise<Map<string, Buffer>>;
  /** How many proposals and branches there are for a submission. */
  count(submissionId: string): Promise<{ proposals: number; branches: number }>;
  messageOf(commit: string): Promise<string>;
  parentsOf(commit: string): Promise<string[]>;
  base(): Promise<string>;
  /** Somebody commits a file to a branch, which is made from the base branch if need be. Gives the new tip. */
  commit(branch: string | undefined, path: string, content: string, message: string): Promise<string>;
  deleteBranch(branch: string): Promise<void>;
  /** A reviewer merges it; rejects when it does not merge. */
  merge(submissionId: string): Promise<void>;
  decline(submissionId: string): Promise<void>;
  close(): Promise<void>;
}

let count = 0;

/** A proposal of a new case, each with an id of its own. */
export function sampleProposal(given: Partial<Proposal> = {}): Proposal {
  const submissionId = given.submissionId ?? `s${Date.now().toString(36)}-${(count += 1)}`;
  return {
    submissionId,
    title: `Caso nuevo: huertas escolares ${submissionId}`,
    body: 'Un caso nuevo.',
    action: 'create',
    files: [{ path: proposedPath(submissionId), content: '---\ntitle: Huertas escolares\n---\n' }],
    labels: [],
    reviewers: [],
    ...given,
  };
}

export const proposedPath = (submissionId: string, file = 'index.md') => `content/cases/chl/case-${submissionId}/${file}`;

import type { Tree } from '#registry/content/tree.ts';
import type { Forge, Proposal } from '#registry/forge/forge.ts';

/**
 * A forge and its repository, whose base branch has the files of test/fixtures/forge/repository. These functions do the work of
 * people outside the registry.
 */
export interface ForgeBench {
  forge: Forge;
  /** The same forge as opened by another process, which may know some content already. */
  reopen(known?: () => Tree): Promise<Forge>;
  /** The files that a proposal's branch adds or changes, with their bytes. */
  changesOf(submissionId: string): Promise<Map<string, Buffer>>;
  /** The number of proposals and branches of a submission. */
  count(submissionId: string): Promise<{ proposals: number; branches: number }>;
  messageOf(commit: string): Promise<string>;
  parentsOf(commit: string): Promise<string[]>;
  base(): Promise<string>;
  /** Commits a file to a branch, which is created from the base branch if necessary. Returns the new tip. */
  commit(branch: string | undefined, path: string, content: string, message: string): Promise<string>;
  deleteBranch(branch: string): Promise<void>;
  /** A reviewer merges it; rejects on conflicts. */
  merge(submissionId: string): Promise<void>;
  decline(submissionId: string): Promise<void>;
  close(): Promise<void>;
}

let count = 0;

/** A proposal of a new case with its own id. */
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

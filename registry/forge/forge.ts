import type { BaseContent } from './base-content.ts';

/** A file for the repository. Text is stored as UTF-8, byte for byte. */
export interface ProposedFile {
  /** `content/cases/<country>/<id>/…`; paths.ts defines the allowed paths. */
  path: string;
  content: string | Uint8Array;
}

/** The change that a submission proposes: the files of one record, and a text for reviewers. */
export interface Proposal {
  /** Made by us: lower-case letters, digits and inner hyphens, at most 64. The branch is `proposals/<submissionId>`. */
  submissionId: string;
  /** One line, see title.ts. Also the subject of the commit. */
  title: string;
  /** Markdown that we made, see proposal-body.ts. */
  body: string;
  /** `create`: the record must not exist yet. `improve`: it must. */
  action: 'create' | 'improve';
  /**
   * The commit of the base branch from which its files were made (readBase), so that git can detect changes and conflicts since
   * then. The tip of the branch when left out.
   */
  base?: string;
  files: readonly ProposedFile[];
  labels: readonly string[];
  /** People (`login`) or teams (`org/team`) asked in addition to the owners that the repository names for the folder. */
  reviewers: readonly string[];
  /** Credited in the commit. Leave it out unless the person agreed to be named. */
  coAuthor?: { name: string; email: string };
  /** When the submission was accepted; the date of the commit where the forge allows setting it. */
  submittedAt?: Date;
}

export interface ProposalState {
  submissionId: string;
  branch: string;
  /** Tip of the branch: ours, or that of a reviewer who added to it. */
  commit: string;
  status: 'open' | 'merged' | 'closed';
  /** Number of the pull request, if the forge has pull requests. */
  number?: number;
  /** Address for people. */
  url?: string;
  mergedCommit?: string;
  /** Why it was closed, in the reviewer's words, where the forge keeps that. */
  reason?: string;
  updatedAt?: Date;
}

/** The port for proposals. Every method throws only the errors of errors.ts. */
export interface Forge {
  readonly kind: 'local-git' | 'github';
  /** The content at the tip of the base branch, from which proposals are made. Quick when the branch has not moved. */
  readBase(): Promise<BaseContent>;
  /** The commit at the tip of the base branch. */
  readTip(): Promise<string>;
  /**
   * Makes sure that the proposal exists, and returns its state. Any number of calls with one submission id, in sequence, at the
   * same time or after a crash, leave one proposal: the first. A closed proposal is never reopened.
   */
  propose(proposal: Proposal): Promise<ProposalState>;
  /** The state of a proposal; undefined when there is none, or only an incomplete one that `propose` must complete. */
  read(submissionId: string): Promise<ProposalState | undefined>;
  /** All proposals, or those of one status, in no particular order. */
  list(filter?: { status?: ProposalState['status'] }): Promise<ProposalState[]>;
  close(): Promise<void>;
}

/** What the id of a submission looks like. */
export const SUBMISSION_ID = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;
export const isSubmissionId = (text: string) => SUBMISSION_ID.test(text);

const PREFIX = 'proposals/';
export const branchOf = (submissionId: string) => `${PREFIX}${submissionId}`;

/** The id of the submission that a branch is the proposal of; undefined for other branches. */
export function submissionOfBranch(branch: string): string | undefined {
  const id = branch.slice(PREFIX.length);
  return isSubmissionId(id) && branch === branchOf(id) ? id : undefined;
}

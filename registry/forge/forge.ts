import type { BaseContent } from './base-content.ts';

/** A file as it will be in the repository. Text is stored as UTF-8, byte for byte as given. */
export interface ProposedFile {
  /** `content/cases/<country>/<id>/…`; what is allowed is in paths.ts. */
  path: string;
  content: string | Uint8Array;
}

/** What a submission asks of the registry: the files of one record, and what reviewers are told about them. */
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
   * The commit of the base branch that its files were made from (readBase): git then sees what others have changed since, and
   * whether that is in the way. The tip of the branch when left out.
   */
  base?: string;
  files: readonly ProposedFile[];
  labels: readonly string[];
  /** People (`login`) or teams (`org/team`) asked in addition to the owners that the repository names for the folder. */
  reviewers: readonly string[];
  /** Credited in the commit. Leave it out unless the person agreed to be named. */
  coAuthor?: { name: string; email: string };
  /** When the submission was accepted: the date of the commit where the forge lets us set it. */
  submittedAt?: Date;
}

export interface ProposalState {
  submissionId: string;
  branch: string;
  /** Tip of the branch: ours, or that of a reviewer who added to it. */
  commit: string;
  status: 'open' | 'merged' | 'closed';
  /** Number of the pull request, where the forge has such. */
  number?: number;
  /** Where people see it. */
  url?: string;
  mergedCommit?: string;
  updatedAt?: Date;
}

/**
 * Where proposals live. Every method throws only the errors of errors.ts.
 */
export interface Forge {
  readonly kind: 'local-git' | 'github';
  /** The content at the tip of the base branch: what proposals are made from. Quick when the branch has not moved. */
  readBase(): Promise<BaseContent>;
  /** The commit at the tip of the base branch. */
  readTip(): Promise<string>;
  /**
   * Makes sure that the proposal exists, and says how it stands. Any number of calls with one submission id, one after the
   * other, at the same time or after a crash half-way, leave one proposal: the first. One that was closed is never reopened.
   */
  propose(proposal: Proposal): Promise<ProposalState>;
  /** How a proposal stands; undefined when there is none, or only half of one that `propose` has yet to complete. */
  read(submissionId: string): Promise<ProposalState | undefined>;
  /** All proposals, or those of one status; in no particular order. */
  list(filter?: { status?: ProposalState['status'] }): Promise<ProposalState[]>;
  close(): Promise<void>;
}

export const branchOf = (submissionId: string) => `proposals/${submissionId}`;

import { setTimeout as sleep } from 'node:timers/promises';
import type { Tree } from '../../content/tree.ts';
import { Conflict, NotFound, Rejected } from '../errors.ts';
import { branchOf, type Forge, isSubmissionId, type Proposal, type ProposalState } from '../forge.ts';
import { checkProposal } from '../proposal-check.ts';
import { makeGitBaseReader } from './base-content.ts';
import { type ChangedFiles, readChange, readFileAt, readPaths } from './change.ts';
import { type AddedFile, writeCommit, writeFileCommit, type WrittenCommit } from './commit.ts';
import { type Decision, decide, type Decided, readReason, tryMerge } from './decision.ts';
import { removeStaleLocks } from './locks.ts';
import { probeRepository } from './probe.ts';
import {
  branchRef,
  createProposal,
  findMergeCommit,
  findMerged,
  isOurs,
  type ProposalNote,
  type ProposalRefs,
  readProposals,
  proposalState,
  recordProposal,
  recordRef,
} from './proposals.ts';
import { type GitRepository, openRepository, readBaseCommit, type RepositoryOptions } from './repository.ts';

/** A git repository as a forge without a server: a person at its command line reviews and decides. */
export interface LocalForge extends Forge {
  readonly kind: 'local-git';
  /**
   * Title, body, labels, reviewers and state of a proposal; for an open one also the files in conflict with the base branch.
   * Throws NotFound.
   */
  show(submissionId: string): Promise<{ state: ProposalState; note: ProposalNote; conflicts: string[] }>;
  /**
   * Merges a proposal into the base branch, or closes it. Accepting a merged one or declining a closed one returns its state.
   * Throws NotFound, and Conflict when files do not merge, when it was decided the other way before, or when uncommitted
   * changes are in the way.
   */
  decide(submissionId: string, decision: Decision): Promise<Decided>;
  /** The open proposals, each with the paths below the content folder that it was made of. */
  listOpen(): Promise<OpenProposal[]>;
  /** What an open proposal changes of the base branch now. Throws NotFound, and Conflict when it is decided. */
  change(submissionId: string): Promise<{ state: ProposalState; files: ChangedFiles; conflicts: string[] }>;
  /** A file of a commit by its path below the content folder. */
  readFile(commit: string, path: string): Promise<Buffer | undefined>;
  /**
   * Adds a reviewer's file to the branch of an open proposal. Throws NotFound, and Conflict when the branch is not at `seen` any
   * more, or the proposal is decided. Returns the new tip.
   */
  addFile(submissionId: string, file: AddedFile, seen: string): Promise<string>;
  /** Writes where a proposal would be written, and takes it back. Throws Unavailable when that fails. */
  probe(): Promise<void>;
  /** locks.ts says when this may be called. */
  removeStaleLocks(): Promise<string[]>;
}

export interface OpenProposal {
  submissionId: string;
  /** The tip of its branch. */
  commit: string;
  paths: readonly string[];
}

export interface LocalGitOptions extends RepositoryOptions {
  /** Content that was already read, perhaps from elsewhere. */
  known?: () => Tree;
}

const ATTEMPTS = 6;

/**
 * Proposals as branches of the content's repository. Never touches the working tree, except to update it after an accepted
 * proposal.
 */
export async function openLocalGit({ known, ...options }: LocalGitOptions): Promise<LocalForge> {
  const repository = await openRepository(options);
  // One at a time, because there is one working tree to update.
  let deciding: Promise<unknown> = Promise.resolve();

  async function read(submissionId: string): Promise<ProposalState | undefined> {
    if (!isSubmissionId(submissionId)) return undefined;
    const refs = (await readProposals(repository, submissionId)).get(submissionId);
    if (!isComplete(refs)) return undefined;
    const state = proposalState(refs, (await findMerged(repository, submissionId)).has(submissionId));
    if (state.status === 'closed' && refs.declined) {
      const reason = await readReason(repository, submissionId);
      return { ...state, ...(reason === undefined ? {} : { reason }) };
    }
    if (state.status !== 'merged' || state.mergedCommit) return state;
    return { ...state, mergedCommit: await findMergeCommit(repository, refs.proposed) };
  }

  async function readOpen(submissionId: string): Promise<ProposalState> {
    const state = await read(submissionId);
    if (!state) throw new NotFound(`There is no proposal ${submissionId}.`);
    if (state.status !== 'open') throw new Conflict(`The proposal is ${state.status} already.`);
    return state;
  }

  return {
    kind: 'local-git',
    readBase: makeGitBaseReader(repository, known),
    readTip: () => readBaseCommit(repository),
    read,

    async propose(proposal) {
      const folder = checkProposal(proposal);
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const state = await adopt(repository, proposal, read);
        if (state) return state;
        const written = await writeCommit(repository, proposal, folder);
        if (await createProposal(repository, proposal.submissionId, written)) return newState(proposal, written);
        await sleep(30 * 2 ** attempt);
      }
      throw new Conflict(
        `The branch ${branchOf(proposal.submissionId)} cannot be created; a lock of a killed git may be left on it.`,
      );
    },

    async list({ status } = {}) {
      const merged = await findMerged(repository);
      const all = [...(await readProposals(repository)).values()].filter(isComplete);
      const states = all.map((refs) => proposalState(refs, merged.has(refs.submissionId)));
      return status === undefined ? states : states.filter((state) => state.status === status);
    },

    async show(submissionId) {
      const state = await read(submissionId);
      const refs = (await readProposals(repository, submissionId)).get(submissionId);
      if (!state || !refs?.note) throw new NotFound(`There is no proposal ${submissionId}.`);
      const { stdout } = await repository.git('cat-file', ['blob', refs.note]);
      const isOpen = state.status === 'open';
      const { conflicts } = isOpen
        ? await tryMerge(repository, await readBaseCommit(repository), state.commit)
        : { conflicts: [] };
      return { state, note: JSON.parse(stdout) as ProposalNote, conflicts };
    },

    decide(submissionId, decision) {
      const decided = deciding.then(async () => {
        const state = await read(submissionId);
        if (!state) throw new NotFound(`There is no proposal ${submissionId}.`);
        const { workingTree } = await decide(repository, state, decision).catch(async (error: unknown) => {
          // Somebody at another command line decided first: their decision counts.
          const now = await read(submissionId);
          if (error instanceof Conflict && now && now.status !== state.status) return await decide(repository, now, decision);
          throw error;
        });
        return { state: (await read(submissionId)) ?? state, workingTree };
      });
      deciding = decided.catch(() => {});
      return decided;
    },

    async listOpen() {
      const merged = await findMerged(repository);
      const all = [...(await readProposals(repository)).values()].filter(isComplete);
      const open = all.filter((refs) => proposalState(refs, merged.has(refs.submissionId)).status === 'open');
      const paths = await readPaths(
        repository,
        open.map(({ proposed }) => proposed),
      );
      return open.map(({ submissionId, tip, proposed }) => ({
        submissionId,
        commit: tip ?? proposed,
        paths: paths.get(proposed)!,
      }));
    },

    async change(submissionId) {
      const state = await readOpen(submissionId);
      return { state, ...(await readChange(repository, state)) };
    },

    readFile: async (commit, path) => (await readFileAt(repository, commit, path))?.bytes,

    async addFile(submissionId, file, seen) {
      const state = await readOpen(submissionId);
      if (state.commit !== seen) throw new Conflict('The proposal has changed since it was looked at.');
      const commit = await writeFileCommit(repository, seen, file);
      const { code } = await repository.git('update-ref', [branchRef(submissionId), commit, seen], { accept: [0, 128] });
      if (code !== 0) throw new Conflict('Somebody else changed the proposal at the same moment.');
      return commit;
    },

    probe: () => probeRepository(repository),
    removeStaleLocks: () => removeStaleLocks(repository),
    close: async () => repository.objects.close(),
  };
}

/** The state of an existing proposal, completed if a crash left it incomplete; undefined when there is none. */
async function adopt(repository: GitRepository, proposal: Proposal, read: Forge['read']): Promise<ProposalState | undefined> {
  const { submissionId } = proposal;
  const known = [branchRef(submissionId), recordRef(submissionId, 'proposed')].map((ref) => repository.objects.find(ref));
  if ((await Promise.all(known)).every((found) => found === undefined)) return undefined;
  const refs = (await readProposals(repository, submissionId)).get(submissionId);
  if (!isComplete(refs)) {
    if (!refs?.tip) return undefined;
    if (!(await isOurs(repository, refs.tip, submissionId)))
      throw new Rejected('foreign-branch', `The branch ${branchOf(submissionId)} was not made from this submission.`);
    await recordProposal(repository, refs.tip, proposal);
  }
  return read(submissionId);
}

const newState = ({ submissionId }: Proposal, { commit, at }: WrittenCommit): ProposalState =>
  proposalState({ submissionId, tip: commit, proposed: commit, dates: new Map([['tip', at]]) }, false);

const isComplete = (refs: ProposalRefs | undefined): refs is ProposalRefs & { proposed: string } => refs?.proposed !== undefined;

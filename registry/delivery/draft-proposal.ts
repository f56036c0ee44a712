import type { Tree } from '../content/tree.ts';
import type { Forge, Proposal } from '../forge/forge.ts';
import type { Entry } from '../outbox/outbox.ts';
import { makeSpeaker } from '../page/speaker.ts';
import type { ParkReason } from '../outbox/state.ts';
import type { Registry } from '../registry.ts';
import { inspectSubmission } from '../submission/check/inspect.ts';
import { inspectNewRecord } from '../submission/check/inspect-new-record.ts';
import type { SubmissionProblem } from '../submission/check/submission-problem.ts';
import { filesBeside } from '../submission/draft/attachment.ts';
import { localeOf } from '../submission/draft/draft.ts';
import { type PartDigests, rebase } from '../submission/draft/meanwhile.ts';
import type { RecordPayload } from '../submission/new-record.ts';
import { type CasePayload, isNewRecord, type Payload } from '../submission/schema.ts';
import { changedWords } from './changed-words.ts';
import { makeProposal } from './proposal.ts';
import { makeRecordProposal } from './record-proposal.ts';

/** All data of a submission that its proposal needs; plain data, so that another thread can draft it. */
export interface DraftTask<Sent extends Payload = Payload> {
  forge: Forge['kind'];
  entry: Pick<Entry, 'id' | 'action' | 'lab' | 'times'>;
  payload: Sent;
  /** For a correction: digests of its parts when it was accepted. */
  original?: PartDigests;
  /** The new or corrected record. */
  caseId: string;
  /** The day on which it was received, YYYY-MM-DD. */
  day: string;
  /** Address of the status page. */
  statusUrl?: string;
}

/** A proposal without its base commit, or the reason why a person must look first. */
export type Drafted =
  | { proposal: Omit<Proposal, 'base'>; parked?: undefined }
  | { proposal?: undefined; parked: { reason: ParkReason; detail: string } };

interface Content {
  registry: Registry;
  tree: Tree;
}

/** Drafting took too long: the machine may be busy, or the text made to be slow. */
export class DraftTookTooLong extends Error {
  override readonly name = 'DraftTookTooLong';
}

/**
 * Drafts the proposal of a submission from the base branch. Includes records with errors, because a correction may be meant to
 * fix one.
 */
export const draftProposal = (task: DraftTask, content: Content): Drafted =>
  isNewRecord(task.payload)
    ? draftNewRecord({ ...task, payload: task.payload }, content)
    : draftCase({ ...task, payload: task.payload }, content);

function draftNewRecord({ payload, caseId, day, entry, forge, statusUrl }: DraftTask<RecordPayload>, content: Content): Drafted {
  const locale = localeOf(content.registry, payload.locale);
  const { made, problems, findings } = inspectNewRecord(payload, { ...content, day, lab: entry.lab }, locale, caseId);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (!made || errors.length > 0) return { parked: whyParked(errors) };
  const { registry } = content;
  return { proposal: makeRecordProposal({ forge, entry, payload, made, findings, locale, registry, statusUrl }) };
}

function draftCase(task: DraftTask<CasePayload>, content: Content): Drafted {
  const { entry, caseId, day, statusUrl } = task;
  const { registry, tree } = content;
  const locale = localeOf(registry, task.payload.locale);
  const original = entry.action === 'improve' ? registry.cases.get(caseId) : undefined;
  const { payload, clashes, hasMoved } = original
    ? bringUpToDate(task, original, registry)
    : { ...NOTHING, payload: task.payload };
  if (clashes.length > 0) return { parked: { reason: 'changed', detail: `changed since it was sent: ${clashes.join(', ')}` } };

  const { made, problems, findings } = inspectSubmission(payload, { ...content, day, lab: entry.lab }, locale, caseId);
  const errors = problems.filter(({ severity, code }) => severity === 'error' && code !== 'original-changed');
  if (!made || errors.length > 0) return { parked: whyParked(errors) };
  const existing = filesBeside(made.file, tree);
  const changed = original && changedWords({ original, corrected: made.record }, makeSpeaker(registry, locale));
  return {
    proposal: makeProposal({
      ...{ forge: task.forge, entry, payload, made, original, changed, findings, existing, locale, hasMoved },
      repository: registry.repository,
      ...(statusUrl === undefined ? {} : { statusUrl }),
    }),
  };
}

const NOTHING = { clashes: [] as string[], hasMoved: false };

function bringUpToDate(
  { payload, original }: DraftTask<CasePayload>,
  record: NonNullable<ReturnType<Registry['cases']['get']>>,
  registry: Registry,
): ReturnType<typeof rebase> {
  if (original) return rebase(payload, original, record, registry);
  // Accepted by an older version, which stored no part digests: only the digest of the words is known.
  const isSame = payload.action === 'create' || payload.action.digest === record.digest;
  return { payload, clashes: isSame ? [] : ['case'], hasMoved: false };
}

function whyParked(errors: readonly SubmissionProblem[]): { reason: ParkReason; detail: string } {
  const hasChanged = errors.some(({ code }) => code === 'original-missing' || code === 'comment-in-the-way');
  const detail = errors.map(({ pointer, code }) => `${code} ${pointer}`.trim()).join(', ');
  return { reason: hasChanged ? 'changed' : 'invalid', detail };
}

import type { Tree } from '../content/tree.ts';
import type { Forge, Proposal } from '../forge/forge.ts';
import type { Entry } from '../outbox/outbox.ts';
import type { ParkReason } from '../outbox/state.ts';
import type { Registry } from '../registry.ts';
import { inspectSubmission } from '../submission/check/inspect.ts';
import type { SubmissionProblem } from '../submission/check/submission-problem.ts';
import { filesBeside } from '../submission/draft/attachment.ts';
import { localeOf } from '../submission/draft/draft.ts';
import { type PartDigests, rebase } from '../submission/draft/meanwhile.ts';
import type { Payload } from '../submission/schema.ts';
import { makeProposal } from './proposal.ts';

/** Everything of a submission that its proposal is made from; plain data, so that it can be made in another thread. */
export interface DraftTask {
  forge: Forge['kind'];
  entry: Pick<Entry, 'id' | 'action' | 'lab' | 'times'>;
  payload: Payload;
  /** Of a correction: what its parts were when it was accepted. */
  original?: PartDigests;
  /** The case that it becomes or improves. */
  caseId: string;
  /** The day on which it was received, YYYY-MM-DD. */
  day: string;
  /** Where people see how the submission stands. */
  statusUrl?: string;
}

/** A proposal that lacks only the commit it was made from, or why a person has to look first. */
export type Drafted =
  | { proposal: Omit<Proposal, 'base'>; parked?: undefined }
  | { proposal?: undefined; parked: { reason: ParkReason; detail: string } };

/** Making it was given up after some seconds: the machine may be busy, or the texts made to be slow. */
export class DraftTookTooLong extends Error {
  override readonly name = 'DraftTookTooLong';
}

/** Makes the proposal of a submission from the content of the base branch, records with errors included: mending one may be the point. */
export function draftProposal(task: DraftTask, content: { registry: Registry; tree: Tree }): Drafted {
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
  return {
    proposal: makeProposal({
      ...{ forge: task.forge, entry, payload, made, original, findings, existing, locale, hasMoved },
      ...(statusUrl === undefined ? {} : { statusUrl }),
    }),
  };
}

const NOTHING = { clashes: [] as string[], hasMoved: false };

function bringUpToDate(
  { payload, original }: DraftTask,
  record: NonNullable<ReturnType<Registry['cases']['get']>>,
  registry: Registry,
): ReturnType<typeof rebase> {
  if (original) return rebase(payload, original, record, registry);
  // Accepted by a version of this program that did not keep what it was a correction of: the words' digest is all there is.
  const isSame = payload.action === 'create' || payload.action.digest === record.digest;
  return { payload, clashes: isSame ? [] : ['case'], hasMoved: false };
}

function whyParked(errors: readonly SubmissionProblem[]): { reason: ParkReason; detail: string } {
  const hasChanged = errors.some(({ code }) => code === 'original-missing' || code === 'comment-in-the-way');
  const detail = errors.map(({ pointer, code }) => `${code} ${pointer}`.trim()).join(', ');
  return { reason: hasChanged ? 'changed' : 'invalid', detail };
}

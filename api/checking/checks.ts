import type { Tree } from '#registry/content/tree.ts';
import { type Drafted, DraftTookTooLong, type DraftTask } from '#registry/delivery/draft-proposal.ts';
import type { BaseContent } from '#registry/forge/base-content.ts';
import type { Locale } from '#registry/locale/locale.ts';
import type { NewRecord } from '#registry/submission/new-record.ts';
import type { FormProblem } from '#registry/submission/form/form-problem.ts';
import type { Edition } from '../edition/publication.ts';
import type { FormState } from '../form/form-state.ts';
import type { FormInspection } from '../form/validation.ts';
import { ProblemError } from '../problem/problem-error.ts';
import type { ProposalDrawn, ProposalTask } from '../review/draw.ts';
import type { SessionDrawn, SessionFormat } from '../session-form/draw.ts';
import { openPool, type PoolOptions, TookTooLong, TooBusy } from './pool.ts';
import type { Checked, TaskContent, Tasks, UploadReading } from './task.ts';

export interface SubmissionCheckOptions {
  /** The language of problem messages. */
  locale: Locale;
  /** Milliseconds since 1970. */
  now: number;
  /** The lab whose token was sent; absent without a token. */
  lab?: string;
  /** Whose turn is counted: a network address or a lab. */
  sender: string;
}

export interface FormCheckOptions extends SubmissionCheckOptions {
  contactDays: number;
  attachments?: readonly unknown[];
  accepts?: boolean;
}

/** The work that runs in threads. Each rejects with ProblemError `check-took-too-long` or `server-busy`. */
export interface Checks {
  /** Checks a submission sent to the API. With `accepts`, prepares it to be stored when nothing is wrong. */
  check(input: unknown, options: SubmissionCheckOptions & { accepts: boolean }): Promise<Checked>;
  /** Schema errors of a form. */
  step(state: FormState, sender: string): Promise<FormProblem[]>;
  /** Checks a whole form and renders its page; with `accepts`, returns what to store. */
  form(state: FormState, options: FormCheckOptions): Promise<FormInspection>;
  /** Reads the comment sheets and cases of an uploaded file. */
  file(bytes: Uint8Array, options: SubmissionCheckOptions & { marks: boolean }): Promise<UploadReading>;
  /** Makes an empty template that people fill in Word or in a spreadsheet. */
  template(task: Tasks['template'], sender: string): Promise<Uint8Array>;
  /** Makes the page or the pack of a session that is not sent yet: one at a time, since a pack is a document of forty pages. */
  session(
    submission: NewRecord,
    options: SubmissionCheckOptions & { siteUrl: string; format: SessionFormat },
  ): Promise<SessionDrawn>;
  /** Sets a document about published cases, or the letter to a lab; one at a time. */
  document(task: Tasks['document'], sender: string): Promise<Uint8Array>;
  /** Drafts the proposal of a submission. */
  draft(task: DraftTask, base: BaseContent): Promise<Drafted>;
  /** Draws a proposal for its reviewers, as the base branch would be with it. */
  proposal(task: ProposalTask, base: BaseContent): Promise<ProposalDrawn>;
  close(): Promise<void>;
}

/** Milliseconds for a pack of twenty cases on a busy machine. */
const PACK_MS = 30_000;

/** Milliseconds for fifty cases in a file, each checked like one that is sent by itself. */
const FILE_MS = 15_000;

/** Seconds after which a retry makes sense. */
const [AFTER_CLOCK, AFTER_QUEUE] = [30, 10];

/** Opens the threads. `edition` returns the published content of the moment, because it changes when a case is published. */
export function openChecks(edition: () => Pick<Edition, 'tree' | 'broken'>, options: PoolOptions): Checks {
  const pool = openPool(options);
  const packs = openPool({ ...options, threads: 1, limitMs: Math.max(options.limitMs, PACK_MS) });
  const files = openPool({ ...options, threads: 1, limitMs: Math.max(options.limitMs, FILE_MS) });
  const base = keepLast((tree: Tree): TaskContent => ({ key: 'base', tree }));
  let published: TaskContent | undefined;
  const current = (): TaskContent => {
    const { tree, broken } = edition();
    // An edition that has been indexed meanwhile is the same for checks.
    if (published?.tree !== tree || published.broken !== broken) published = { key: 'edition', tree, broken };
    return published;
  };
  return {
    check: (input, { locale, now, lab, sender, accepts }) =>
      pool.run('check', { input, locale: locale.id, day: dayOf(now), lab, accepts }, current(), sender).catch(asProblem),
    step: (state, sender) => pool.run('step', { state }, current(), sender).catch(asProblem),
    form: (state, { locale, now, lab, contactDays, sender, attachments = [], accepts = false }) =>
      pool
        .run('form', { state, attachments, locale: locale.id, day: dayOf(now), lab, contactDays, accepts }, current(), sender)
        .catch(asProblem),
    file: (bytes, { locale, now, lab, sender, marks }) =>
      files.run('file', { bytes, locale: locale.id, day: dayOf(now), lab, marks }, current(), sender).catch(asProblem),
    template: (task, sender) => files.run('template', task, current(), sender).catch(asProblem),
    session: (submission, { locale, now, sender, siteUrl, format }) =>
      packs
        .run('session', { submission, locale: locale.id, day: dayOf(now), siteUrl, format }, current(), sender)
        .catch(asProblem),
    document: (task, sender) => packs.run('document', task, current(), sender).catch(asProblem),
    draft: (task, { tree }) =>
      pool.run('draft', task, base(tree), 'delivery').catch((error: unknown) => {
        throw error instanceof TookTooLong ? new DraftTookTooLong(error.message) : error;
      }),
    proposal: (task, { tree }) => pool.run('proposal', task, base(tree), `reviewer ${task.reviewer}`).catch(asProblem),
    close: async () => void (await Promise.all([pool.close(), files.close(), packs.close()])),
  };
}

/** The day of a time, YYYY-MM-DD. */
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Returns the same object for the same argument: threads compare contents by identity. */
function keepLast<From, To>(make: (from: From) => To): (from: From) => To {
  let last: { from: From; to: To } | undefined;
  return (from) => {
    if (last?.from !== from) last = { from, to: make(from) };
    return last.to;
  };
}

function asProblem(error: unknown): never {
  if (error instanceof TookTooLong) throw new ProblemError('check-took-too-long', { retryAfter: AFTER_CLOCK });
  if (error instanceof TooBusy) throw new ProblemError('server-busy', { retryAfter: AFTER_QUEUE });
  throw error;
}

import type { Tree } from '#registry/content/tree.ts';
import type { Drafted, DraftTask } from '#registry/delivery/draft-proposal.ts';
import type { FileRefusal } from '#registry/import/file-refused.ts';
import type { SubmissionProblem } from '#registry/submission/check/submission-problem.ts';
import type { PartDigests } from '#registry/submission/draft/meanwhile.ts';
import type { FormProblem } from '#registry/submission/form/form-problem.ts';
import type { Submission } from '#registry/submission/schema.ts';
import type { NewRecord } from '#registry/submission/new-record.ts';
import type { FileReading } from '#registry/submission/file/read-file.ts';
import type { TemplateFormat } from '#registry/submission/file/case-template.ts';
import type { DocumentTask } from '../choice/document.ts';
import type { ProposalDrawn, ProposalTask } from '../review/draw.ts';
import type { SessionDrawn, SessionFormat } from '../session-form/draw.ts';
import type { FormState } from '../form/form-state.ts';
import type { FormInspection } from '../form/validation.ts';
import type { FilesForThread } from '../send-files.ts';

/** The work that runs in threads, because its time depends on untrusted text, or because others would wait for it. */
export interface Tasks {
  /** Checks a submission sent to the API. */
  check: { input: unknown; locale: string; day: string; lab: string | undefined; accepts: boolean };
  /** Checks one step of the form. */
  step: { state: FormState };
  /** Checks the whole form and renders its page. */
  form: {
    state: FormState;
    attachments: readonly unknown[];
    locale: string;
    day: string;
    lab: string | undefined;
    contactDays: number;
    accepts: boolean;
  };
  /** Reads the comment sheets and cases of an uploaded file; `marks` asks for the file with what is to be mended in it. */
  file: { bytes: Uint8Array; locale: string; day: string; lab: string | undefined; marks: boolean };
  /** Makes an empty template of a case, or comment sheets of cases. */
  template: {
    of: 'case' | { cases: readonly string[]; siteUrl: string; versions: ReadonlyMap<string, string> };
    format: TemplateFormat;
    locale: string;
  };
  /** Makes the page or the pack of a session that is not sent yet. */
  session: { submission: NewRecord; locale: string; day: string; siteUrl: string; format: SessionFormat };
  /** Sets a document about published cases, or the letter to a lab. */
  document: DocumentTask;
  /** Drafts the proposal of a submission. */
  draft: DraftTask;
  /** Draws a proposal for its reviewers. */
  proposal: ProposalTask;
}

export interface Results {
  check: Checked;
  step: FormProblem[];
  form: FormInspection;
  file: UploadReading;
  template: Uint8Array;
  session: SessionDrawn;
  document: Uint8Array;
  draft: Drafted;
  proposal: ProposalDrawn;
}

/** What an uploaded file holds, and the file with what is to be mended in it, if there is anything. */
export type UploadReading =
  | { refused: FileRefusal }
  | (Omit<Extract<FileReading, { file: unknown }>, 'file'> & { door: 'word' | 'spreadsheet'; marked?: Uint8Array });

/** The result of a check: the submission, if it can be read, and all its problems. */
export interface Checked {
  /** If it is to be accepted: with pictures that hold no personal data. Otherwise without its attachments. */
  submission?: Submission;
  problems: SubmissionProblem[];
  /** For a correction that is to be accepted: digests of the parts that it changes. */
  original?: PartDigests;
}

export type TaskKind = keyof Tasks;

/** The content that a task works on: the published edition, or the base branch. */
export interface TaskContent {
  key: 'edition' | 'base';
  tree: Tree;
  /** Files whose records are left out. */
  broken?: ReadonlySet<string>;
}

/** A message to a thread: files of a content that it lacks, each under a number; the content, once it has them all; a task. */
export type ToThread =
  | FilesForThread<number>
  | { content: TaskContent['key']; paths: [path: string, file: number][]; broken: ReadonlySet<string> }
  | { number: number; content: TaskContent['key']; kind: TaskKind; task: Tasks[TaskKind]; tellsBegin: boolean };

/** A message from a thread: the task has started, if that was to be told, which starts its clock; or it has ended. */
export type FromThread = { began: number } | { number: number; result: Results[TaskKind] } | { number: number; error: unknown };

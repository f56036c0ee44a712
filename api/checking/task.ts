import type { Tree, TreeFile } from '#registry/content/tree.ts';
import type { Drafted, DraftTask } from '#registry/delivery/draft-proposal.ts';
import type { SubmissionProblem } from '#registry/submission/check/submission-problem.ts';
import type { PartDigests } from '#registry/submission/draft/meanwhile.ts';
import type { FormProblem } from '#registry/submission/form/form-problem.ts';
import type { Submission } from '#registry/submission/schema.ts';
import type { FormState } from '../form/form-state.ts';
import type { FormInspection } from '../form/validation.ts';

/** Whatever is looked at in a thread is done there because its time depends on what strangers wrote. */
export interface Tasks {
  /** What was sent by the API. */
  check: { input: unknown; locale: string; day: string; lab: string | undefined; accepts: boolean };
  /** Whether a step of the form can be left. */
  step: { state: FormState };
  /** The whole form, with the page that it would make. */
  form: { state: FormState; attachments: readonly unknown[]; locale: string; day: string; contactDays: number; accepts: boolean };
  /** The proposal of a submission. */
  draft: DraftTask;
}

export interface Results {
  check: Checked;
  step: FormProblem[];
  form: FormInspection;
  draft: Drafted;
}

/** What a check finds: the submission, when it can be read, and everything to say of it. */
export interface Checked {
  /** Of one that is to be accepted, with pictures that say nothing of people; else without its attachments. */
  submission?: Submission;
  problems: SubmissionProblem[];
  /** Of a correction that is to be accepted: what the parts are that it changes. */
  original?: PartDigests;
}

export type TaskKind = keyof Tasks;

/** The content to look at something with: what is published, or what the base branch has. */
export interface TaskContent {
  key: 'edition' | 'base';
  tree: Tree;
  /** Files whose records are left out. */
  broken?: ReadonlySet<string>;
}

/** What a thread is sent. Of content only the files that it does not have yet, each under a number. */
export type ToThread =
  | {
      content: TaskContent['key'];
      paths: [path: string, file: number][];
      files: [number, TreeFile][];
      broken: ReadonlySet<string>;
    }
  | { number: number; content: TaskContent['key']; kind: TaskKind; task: Tasks[TaskKind] };

/** What it sends back: that it begins, which is when its clock starts, and how it ended. */
export type FromThread = { began: number } | { number: number; result: Results[TaskKind] } | { number: number; error: unknown };

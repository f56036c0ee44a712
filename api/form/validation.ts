import type { Element } from 'hast';
import type { FindingCode } from '#registry/finding/catalogue.ts';
import { describeFinding } from '#registry/finding/describe.ts';
import type { SubmissionProblem } from '#registry/submission/check/submission-problem.ts';
import { validateSubmission, type Validation } from '#registry/submission/check/validate.ts';
import type { DraftContext } from '#registry/submission/draft/draft.ts';
import { type FormProblem, nameOfPointer } from '#registry/submission/form/form-problem.ts';
import type { Checked } from '../checking/task.ts';
import { advice } from './advice.ts';
import { describeMismatch } from './answer.ts';
import { type FormContext, nameWithPlace } from './form-context.ts';
import { preview } from './preview.ts';
import { type FormState, toSubmission } from './form-state.ts';

export interface FormInspection {
  /** What keeps the form from being sent. */
  problems: FormProblem[];
  /** What reviewers will ask about. */
  warnings: FormProblem[];
  /** The page of the record as it would be proposed; absent when none can be made. */
  preview?: Element;
  /** What would make it more complete. */
  advice?: Element[];
  /** What is accepted, when that was asked for and nothing keeps the form from being sent. */
  checked?: Checked;
}

/** The whole form against the schema and the rules of check at once: what the schema says is said in the form's words. */
export async function inspectForm(
  state: FormState,
  attachments: readonly unknown[],
  content: Omit<DraftContext, 'lab'>,
  context: FormContext,
): Promise<FormInspection & { validation: Validation }> {
  const input = { ...toSubmission(state), ...(attachments.length > 0 ? { attachments } : {}) };
  const validation = await validateSubmission(input, content, context.locale);
  const { problems, mismatch, made } = validation;
  const ofSchema = new Set(mismatch?.problems);
  const others = problems.filter((problem) => !ofSchema.has(problem));
  const say = (problem: SubmissionProblem) => toFormProblem(problem, context);
  const said = describeMismatch(state, mismatch ?? { input: undefined });
  // That something is missing is said once.
  const isSaid = ({ code, pointer }: SubmissionProblem) =>
    code === 'field-missing' && said.some(({ name }) => name === nameOfPointer(pointer));
  const wrong = [...said, ...others.filter((problem) => problem.severity === 'error' && !isSaid(problem)).map(say)];
  if (mismatch) return { validation, problems: wrong, warnings: [] };
  return {
    validation,
    problems: wrong,
    // Where in a source something stands is asked by reviewers: nobody fills in a form with the book open.
    warnings: others.filter(({ severity, code }) => severity === 'warning' && code !== 'place-missing').map(say),
    ...(made ? { preview: preview(made.record, context), advice: advice(made.record, state, context) } : {}),
  };
}

/** The same in the form's words: fields are called by their labels. */
function toFormProblem({ pointer, code, params, message, hint }: SubmissionProblem, context: FormContext): FormProblem {
  const name = nameOfPointer(pointer);
  // Some findings speak to people who edit files: those have other words for people who fill in a form.
  if (`form.error.${code}` in context.locale.strings) return { name, code, params };
  if (params['field'] === undefined || name === '') return { name, message: [message, hint].filter(Boolean).join(' ') };
  const place = { file: '', severity: 'error' as const };
  const words = describeFinding(
    { ...place, code: code as FindingCode, params: { ...params, field: nameWithPlace(name, context) } },
    context.locale,
  );
  return { name, message: [words.message, words.hint].filter(Boolean).join(' ') };
}

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
  /** Errors: the form cannot be sent. */
  problems: FormProblem[];
  /** Questions for reviewers. */
  warnings: FormProblem[];
  /** A preview of the proposed record; absent when none can be made. */
  preview?: Element;
  /** Advice on what would make it more complete. */
  advice?: Element[];
  /** The submission to store, when that was asked for and nothing is wrong. */
  checked?: Checked;
}

/** Checks the whole form against the schema and the rules at once; schema errors use the form's words. */
export async function inspectForm(
  state: FormState,
  attachments: readonly unknown[],
  content: DraftContext,
  context: FormContext,
): Promise<FormInspection & { validation: Validation }> {
  const input = {
    ...toSubmission(state),
    // Before it is sent nobody knows whose it is.
    ...(state.confirms && content.lab !== undefined ? { confirms: true } : {}),
    ...(attachments.length > 0 ? { attachments } : {}),
  };
  const validation = await validateSubmission(input, content, context.locale);
  const { problems, mismatch, made } = validation;
  const ofSchema = new Set(mismatch?.problems);
  const others = problems.filter((problem) => !ofSchema.has(problem));
  const say = (problem: SubmissionProblem) => toFormProblem(problem, context);
  const said = describeMismatch(state, mismatch ?? { input: undefined });
  // A missing value is reported once.
  const isSaid = ({ code, pointer }: SubmissionProblem) =>
    code === 'field-missing' && said.some(({ name }) => `${name}.`.startsWith(`${nameOfPointer(pointer)}.`));
  const wrong = [...said, ...others.filter((problem) => problem.severity === 'error' && !isSaid(problem)).map(say)];
  if (mismatch) return { validation, problems: wrong, warnings: [] };
  return {
    validation,
    problems: wrong,
    // Reviewers ask for places in sources: nobody fills in a form with the book open.
    warnings: others.filter(({ severity, code }) => severity === 'warning' && code !== 'place-missing').map(say),
    ...(made ? { preview: preview(made.record, context), advice: advice(made.record, state, context) } : {}),
  };
}

/** A problem in the form's words, with the labels of fields. */
function toFormProblem({ pointer, code, params, message, hint }: SubmissionProblem, context: FormContext): FormProblem {
  const name = nameOfPointer(pointer);
  // Some messages are for people who edit files; the form has its own words for those findings.
  if (`form.error.${code}` in context.locale.strings) return { name, code, params };
  if (params['field'] === undefined || name === '') return { name, message: [message, hint].filter(Boolean).join(' ') };
  const place = { file: '', severity: 'error' as const };
  const words = describeFinding(
    { ...place, code: code as FindingCode, params: { ...params, field: nameWithPlace(name, context) } },
    context.locale,
  );
  return { name, message: [words.message, words.hint].filter(Boolean).join(' ') };
}

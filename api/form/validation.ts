import type { FindingCode } from '#registry/finding/catalogue.ts';
import { describeFinding } from '#registry/finding/describe.ts';
import type { CaseRecord } from '#registry/case/record.ts';
import type { SubmissionProblem } from '#registry/submission/check/problem.ts';
import { validateSubmission } from '#registry/submission/check/validate.ts';
import { type FormProblem, nameOfPointer } from '#registry/submission/form/problem.ts';
import type { Edition } from '../edition/publication.ts';
import { findProblems } from './answer.ts';
import { type FormContext, nameWithPlace } from './form-context.ts';
import { type FormState, toSubmission } from './state.ts';

export interface Inspection {
  /** What keeps the form from being sent. */
  problems: FormProblem[];
  /** What reviewers will ask about. */
  warnings: FormProblem[];
  /** The record as it would be proposed; absent when none can be made. */
  record?: CaseRecord;
}

/** The whole form against the schema, and then against the rules of check. */
export async function inspectForm(
  state: FormState,
  { tree, registry }: Edition,
  context: FormContext,
  now: number,
): Promise<Inspection> {
  const problems = findProblems(state);
  if (problems.length > 0) return { problems, warnings: [] };
  const day = new Date(now).toISOString().slice(0, 10);
  const found = await validateSubmission(toSubmission(state), { registry, tree, day }, context.locale);
  const say = (problem: SubmissionProblem) => toFormProblem(problem, context);
  return {
    problems: found.problems.filter(({ severity }) => severity === 'error').map(say),
    // Where in a source something stands is asked by reviewers: nobody fills in a form with the book open.
    warnings: found.problems.filter(({ severity, code }) => severity === 'warning' && code !== 'place-missing').map(say),
    ...(found.made ? { record: found.made.record } : {}),
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

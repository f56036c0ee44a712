import type * as z from 'zod';
import type { Registry } from '#registry/registry.ts';
import { pathOf } from '#registry/submission/form/field.ts';
import { type FormProblem, missing, problemsFromZod } from '#registry/submission/form/form-problem.ts';
import { formPaths, REVIEW, stepWith } from '#registry/submission/form/step.ts';
import { addItem, positions, removeItem } from '#registry/submission/form/values.ts';
import { withPlainAddress } from '#registry/submission/draft/regular.ts';
import { schemaFor } from '#registry/submission/schema.ts';
import { type FormState, tidy, toSubmission } from './form-state.ts';

/** The action of the button that was pressed. */
export type Action =
  | { kind: 'next' | 'back' | 'send' }
  | { kind: 'step'; step: string }
  | { kind: 'add'; list: string }
  | { kind: 'remove'; item: string };

/** The button's value: `next`, `step:you`, `add:case.lessons`. Anything else goes on to the next step. */
export function readAction(go: string): Action {
  const [kind, target = ''] = go.split(/:(.*)/s);
  switch (kind) {
    case 'back':
    case 'send':
      return { kind };
    case 'step':
      return { kind, step: target };
    case 'add':
      return { kind, list: target };
    case 'remove':
      return { kind, item: target };
    default:
      return { kind: 'next' };
  }
}

/** The page to show after a button: the next state, and the problems of a step that could not be left. */
export interface Move {
  state: FormState;
  problems: FormProblem[];
}

/** Every action but sending. Pure: carries typed values along. `found` are the problems of the step that `next` would leave. */
export function move(before: FormState, action: Exclude<Action, { kind: 'send' }>, found: readonly FormProblem[]): Move {
  const { path, step } = before;
  const order = [...formPaths[path].map(({ id }) => id), REVIEW];
  const at = order.indexOf(step);
  if (action.kind === 'add') return { state: { ...before, values: addItem(before.values, action.list) }, problems: [] };
  if (action.kind === 'remove') return { state: { ...before, values: removeItem(before.values, action.item) }, problems: [] };
  const state = tidy(before);
  if (action.kind === 'back') return { state: { ...state, step: order[Math.max(0, at - 1)]! }, problems: [] };
  if (action.kind === 'step')
    return { state: order.includes(action.step) ? { ...state, step: action.step } : state, problems: [] };
  const problems = problemsOfStep(state, found);
  return problems.length > 0 ? { state, problems } : { state: { ...state, step: order[at + 1] ?? REVIEW }, problems: [] };
}

/** Problems of the whole form: those of the schema, and those that only the form has. */
export function findProblems(state: FormState): FormProblem[] {
  const input = withPlainAddress(toSubmission(state));
  return describeMismatch(state, { input, error: schemaFor(input).safeParse(input).error });
}

/** Schema problems of a form in the form's words, with the problems that only the form has. */
export function describeMismatch(
  { improves, values, path }: FormState,
  { input, error }: { input: unknown; error?: z.ZodError | undefined },
): FormProblem[] {
  const found = error ? problemsFromZod(error, input) : [];
  const isSaid = (field: string) => values[field]?.some((text) => text.trim() !== '') ?? false;
  const isAboutNothing = !isSaid('case.challenges') && !isSaid('otherChallenge');
  const hasLesson = Object.keys(values).some((name) => name.startsWith('case.lessons.') && isSaid(name));
  const owed = path === 'pilot' ? owedBy(values, isSaid) : hasLesson ? [] : missing('case.lessons');
  const insisted = [
    ...owed,
    ...(isSaid('case.summary') ? [] : [{ name: 'case.summary', code: 'missing' }]),
    ...(isAboutNothing ? [{ name: 'case.challenges', code: 'choose-or-say' }] : []),
  ];
  return [...found, ...(improves ? [] : insisted.filter(({ name }) => !found.some((problem) => problem.name === name)))];
}

/** What has not begun says what will be known, and on which day. */
function owedBy(values: FormState['values'], isSaid: (name: string) => boolean): FormProblem[] {
  const items = positions(values, 'case.milestones');
  if (items.some((position) => isSaid(`case.milestones.${position}.due`))) return [];
  const first = `case.milestones.${items[0] ?? 0}`;
  return [`${first}.text`, `${first}.due`].filter((name) => !isSaid(name)).map((name) => ({ name, code: 'missing' }));
}

/** The problems of fields on the current step. */
export const problemsOfStep = ({ path, step }: FormState, problems: readonly FormProblem[]): FormProblem[] =>
  inOrder(
    path,
    problems.filter(({ name }) => stepWith(path, pathOf(name))?.id === step),
  );

/** Goes to the first step with a problem; problems of no step are shown on the last page. */
export function toFirstProblem(state: FormState, problems: readonly FormProblem[]): Move {
  const wrong = formPaths[state.path].find(({ id }) =>
    problems.some(({ name }) => stepWith(state.path, pathOf(name))?.id === id),
  );
  if (!wrong) return { state: { ...state, step: REVIEW }, problems: [...problems] };
  const shown = { ...state, step: wrong.id };
  return { state: shown, problems: problemsOfStep(shown, problems) };
}

/** Errors in the order of the questions on the page. */
function inOrder(path: FormState['path'], problems: readonly FormProblem[]): FormProblem[] {
  const rank = ({ name }: FormProblem) => {
    const fields = formPaths[path].flatMap((step) => step.fields);
    return fields.findIndex((top) => pathOf(name) === top || pathOf(name).startsWith(`${top}.`));
  };
  return problems.toSorted((a, b) => rank(a) - rank(b));
}

/** Whether a correction was made from words that have changed since. */
export const isOutdated = ({ improves }: FormState, { cases }: Registry): boolean =>
  improves !== undefined && cases.get(improves.id)?.digest !== improves.digest;

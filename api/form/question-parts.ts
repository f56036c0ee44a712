import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Field } from '#registry/submission/form/field.ts';
import type { FormProblem } from '#registry/submission/form/form-problem.ts';
import type { FormValues } from '#registry/submission/form/values.ts';
import { type FormContext, nameField } from './form-context.ts';

export interface ControlOptions {
  context: FormContext;
  values: FormValues;
  problems: readonly FormProblem[];
  /** BCP 47 tag of the answers' language. */
  tag: string;
  /** Off in a correction: nothing is required there, so nothing is marked as optional. */
  marksOptional: boolean;
  /** Items of the case that the correction removes. */
  removals: readonly string[];
}

export const describeProblem = ({ code, params, message }: FormProblem, { t }: FormContext) =>
  message ?? t(`form.error.${code}`, params);

/** Leaves the attribute out when it would be empty. */
export const idList = (ids: string[]) => (ids.length > 0 ? ids : undefined);

/** What is wrong with a field, beside it. */
export const fieldError = (name: string, words: string | undefined, { t }: FormContext): Element[] =>
  words === undefined
    ? []
    : [h('p.field-error', { id: `${name}-error` }, [h('span.hidden', `${t('form.error.label')} `), words])];

/** The parts that each question has, with the ids that connect them. */
export function questionParts(field: Field, name: string, { context, problems, marksOptional }: ControlOptions) {
  const { t } = context;
  const help =
    field.concept || !(`field.${field.words}.help` in context.locale.strings)
      ? undefined
      : t(`field.${field.words}.help`, { days: t('days.count', { count: context.contactDays }) });
  const own = problems.filter((candidate) => candidate.name === name);
  const [problem] = own;
  const isTop = field.path.split('.').length <= 2 && !/^(?:references|contact)\./.test(field.path);
  const isMarked = !field.required && (marksOptional || !isTop) && field.kind !== 'flag';
  return {
    problem,
    label: [nameField(field, context), ...(isMarked ? [' ', h('span.optional', t('form.optional'))] : [])],
    help: help ? [h('p.help', { id: `${name}-help` }, help)] : [],
    error: fieldError(name, problem && own.map((each) => describeProblem(each, context)).join(' '), context),
    describedBy: [...(help ? [`${name}-help`] : []), ...(problem ? [`${name}-error`] : [])],
  };
}

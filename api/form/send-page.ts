import type { Response } from 'express';
import { h } from 'hastscript';
import type { FormProblem } from '#registry/submission/form/form-problem.ts';
import { REVIEW } from '#registry/submission/form/step.ts';
import { isOutdated, toFirstProblem } from './answer.ts';
import { formAddress } from './form-address.ts';
import type { FormContext } from './form-context.ts';
import { type FormOptions, nowOf } from './form-options.ts';
import { formPage } from './form-page.ts';
import { reviewPage } from './review-page.ts';
import { sendFramed } from './send-framed.ts';
import { similarTo } from './similar-cases.ts';
import type { FormState } from './form-state.ts';
import type { FormInspection } from './validation.ts';

export interface Situation {
  context: FormContext;
  options: FormOptions;
  /** The sender whose turn is counted: a network address or a lab. */
  sender: string;
}

/** Checks a whole form in a thread. */
export const inspectInThread = (
  state: FormState,
  { context, options, sender }: Situation,
  toSend: { attachments?: readonly unknown[]; lab?: string; accepts?: true } = {},
): Promise<FormInspection> =>
  options.submissions.checks.form(state, {
    ...{ locale: context.locale, now: nowOf(options), contactDays: options.contactDays, sender },
    ...toSend,
  });

export interface PageToSend extends Situation {
  state: FormState;
  problems: readonly FormProblem[];
  notices: readonly string[];
  status?: number;
  isFresh?: boolean;
}

/** Shows a step. Shows the last one only when nothing is wrong, otherwise the first step with a problem. */
export async function sendPage(response: Response, next: () => void, shown: PageToSend): Promise<void> {
  const { context, options } = shown;
  const edition = options.edition();
  let { state, problems } = shown;
  const notices = [...shown.notices];
  let inspection: FormInspection = { problems: [], warnings: [] };
  if (state.step === REVIEW) {
    if (isOutdated(state, edition.registry)) {
      notices.push(context.t('form.outdated'));
      state = { ...state, improves: { ...state.improves!, digest: edition.registry.cases.get(state.improves!.id)!.digest } };
    }
    inspection = await inspectInThread(state, shown);
    if (problems.length === 0 && inspection.problems.length > 0)
      ({ state, problems } = toFirstProblem(state, inspection.problems));
  }
  const similar = state.step === 'what' && problems.length === 0 ? [] : await similarTo(state, edition, context);
  const page = { state, problems, notices, similar, context, isFresh: shown.isFresh ?? false };
  const main = state.step === REVIEW ? reviewPage({ ...page, ...inspection, problems }) : formPage(page);
  const title = `${problems.length > 0 ? `${context.t('form.error.label')} ` : ''}${context.t(`form.step.${state.step}`)} · ${context.t('form.title')}`;
  await sendFramed(response, next, options, context, {
    title,
    main,
    pathIn: (locale) => formAddress(locale, state.path, state.improves?.id),
    isPublic: state.path === 'quick',
    status: shown.status ?? (problems.length > 0 ? 422 : 200),
  });
}

/** Why a form that was sent cannot be shown again, and with which status that is said. */
const STOPS = { tooLarge: 413, caseGone: 404 } as const;

/**
 * Says why a form that was sent cannot be shown again: its body was over the limit and was not read, or its case is gone. The
 * previous page still has what was typed.
 */
export async function sendStop(
  response: Response,
  next: () => void,
  context: FormContext,
  options: FormOptions,
  why: keyof typeof STOPS,
): Promise<void> {
  const { t, locale } = context;
  const title = t(`form.${why}`);
  const newCase = h('p', h('a', { href: formAddress(locale.id, 'quick') }, t('form.title')));
  await sendFramed(response, next, options, context, {
    title,
    main: [h('h1', title), h('p.lede', t(`form.${why}.text`)), ...(why === 'caseGone' ? [newCase] : [])],
    pathIn: (each) => formAddress(each, 'quick'),
    status: STOPS[why],
    isSecret: true,
  });
}

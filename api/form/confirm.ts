import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { h } from 'hastscript';
import { paths } from '#registry/addresses.ts';
import type { CaseRecord } from '#registry/case/record.ts';
import { labName } from '#registry/lab/record.ts';
import { lowerFirst } from '#registry/locale/lower-first.ts';
import { senderOf } from '../http/limits.ts';
import { ProblemError } from '../problem/problem-error.ts';
import { checkAndAccept } from '../submissions/submissions.ts';
import { caseCrumb } from './case-crumb.ts';
import { draftKey } from './draft-key.ts';
import { errorWords, setRetryAfter } from './error-words.ts';
import type { FormContext } from './form-context.ts';
import { type Answering, caseOf, contextOf, formOf, type FormOptions, nowOf } from './form-options.ts';
import { honeypot, isHoneypotFilled } from './honeypot.ts';
import { labOfForm, tokenField } from './lab-token.ts';
import { sendFramed } from './send-framed.ts';

/** Characters of what has become of a case. */
const MAX_SINCE = 400;

interface Asked {
  record: CaseRecord;
  context: FormContext;
  options: FormOptions;
}

/** Asks the lab that answers for a record whether it still holds. */
export async function showConfirm(request: Request, response: Response, next: () => void, options: FormOptions): Promise<void> {
  const context = contextOf(request, options);
  const record = caseOf(request, options);
  if (!context || !record) return next();
  await sendConfirmPage(response, next, { record, context, options }, { draft: randomUUID(), since: '' });
}

/** Takes the answer in: with the lab's token it is a correction that renews the record, and may say what became of the case. */
export const answerConfirm: Answering = async (request, response, next, options, failure) => {
  const context = contextOf(request, options);
  const record = caseOf(request, options);
  if (!context || !record) return next();
  const form = formOf(response);
  const { fields } = form;
  const said = (name: string) => (typeof fields[name] === 'string' ? fields[name].trim() : '');
  const since = said('since').replaceAll(/\s+/g, ' ');
  const typed = { draft: said('draft') || randomUUID(), since };
  const again = (problem: string, status = 422) =>
    sendConfirmPage(response, next, { record, context, options }, { ...typed, problem }, status);
  if (failure) return again(failure.words, failure.status);
  if (isHoneypotFilled(fields)) return again(context.t('form.trapped'));
  if (since.length > MAX_SINCE) return again(context.t('report.problem.long', { max: MAX_SINCE }));
  const now = nowOf(options);
  const { lab } = await labOfForm(form, response, options);
  if (lab === undefined) {
    const tokenProblem = context.t('form.error.token');
    return sendConfirmPage(response, next, { record, context, options }, { ...typed, tokenProblem }, 401);
  }
  const { language } = record.facts;
  const submission = {
    ...{ locale: language, action: { improve: record.id, digest: record.digest }, confirms: true },
    case: since === '' ? {} : { since: { asOf: new Date(now).toISOString().slice(0, 10), text: since } },
    ...(since === '' ? {} : { references: [{ firstHand: true, author: [{ literal: labName(context.registry, lab) }] }] }),
    consent: { license: 'CC-BY-4.0' },
  };
  const { submissions } = options;
  try {
    const { entry } = await checkAndAccept(submissions, submission, {
      ...{ locale: context.locale, now, sender: senderOf(request, response), lab },
      ...draftKey(said('draft')),
    });
    response.redirect(303, paths.submission(context.locale.id, entry.id));
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    setRetryAfter(response, error);
    if (error.code === 'idempotency-key-reused') typed.draft = randomUUID();
    await again(error.errors.map(({ detail }) => detail).join(' ') || context.t(errorWords(error)), error.status);
  }
};

async function sendConfirmPage(
  response: Response,
  next: () => void,
  { record, context, options }: Asked,
  { draft, since, problem, tokenProblem }: { draft: string; since: string; problem?: string; tokenProblem?: string },
  status = 200,
): Promise<void> {
  const { t, locale, registry, date } = context;
  const { steward, reviewBy } = record.facts;
  await sendFramed(response, next, options, context, {
    title: `${(problem ?? tokenProblem) === undefined ? '' : `${t('form.error.label')} `}${t('confirm.title')}`,
    main: [
      caseCrumb(record, context),
      h('h1', t('confirm.title')),
      h('p.lede', t('confirm.intro', { lab: labName(registry, steward), date: date(reviewBy) })),
      ...(problem === undefined ? [] : [h('p.notice', { role: 'alert' }, problem)]),
      h('form.submit-form', { method: 'post', action: paths.caseConfirm(locale.id, record.id) }, [
        h('input', { type: 'hidden', name: 'draft', value: draft }),
        honeypot(t),
        tokenField({ help: t('confirm.token.help'), isRequired: true, problem: tokenProblem }, context),
        h('div.field', [
          h('label', { htmlFor: 'since' }, [t('confirm.since'), ' ', h('span.optional', t('form.optional'))]),
          h(
            'p.help',
            { id: 'since-help' },
            t('confirm.since.help', {
              language: lowerFirst(registry.locales.get(record.facts.language)?.name ?? '', locale.tag),
            }),
          ),
          h('textarea', { id: 'since', name: 'since', rows: 4, maxLength: MAX_SINCE, ariaDescribedBy: 'since-help' }, since),
        ]),
        h('p', h('button', { type: 'submit', name: 'go', value: 'send' }, t('confirm.send'))),
      ]),
      h('p', h('a', { href: paths.improve(locale.id, record.id), rel: ['nofollow'] }, t('confirm.correct'))),
    ],
    pathIn: (each) => paths.caseConfirm(each, record.id),
    status,
  });
}

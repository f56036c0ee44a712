import { randomUUID } from 'node:crypto';
import express, { type ErrorRequestHandler, type NextFunction, type Request, type Response, type Router } from 'express';
import { fromHtml } from 'hast-util-from-html';
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import { paths } from '#registry/addresses.ts';
import { MEDIA_TYPES } from '#registry/pack/format/formats.ts';
import { MOST_CASES } from '#registry/session/schema.ts';
import type { SubmissionProblem } from '#registry/submission/check/submission-problem.ts';
import { quotaOfCases } from '#registry/session/selection.ts';
import { byAction, goOf, pass } from '../form/by-action.ts';
import { draftKey } from '../form/draft-key.ts';
import { firstValue } from '../form/form-body.ts';
import type { FormContext } from '../form/form-context.ts';
import { errorWords, setRetryAfter } from '../form/error-words.ts';
import { contextOf, formOf, type FormOptions, nowOf } from '../form/form-options.ts';
import { isHoneypotFilled, isTooFast } from '../form/honeypot.ts';
import { posted } from '../form/posted.ts';
import { sendFramed } from '../form/send-framed.ts';
import { senderOf } from '../http/limits.ts';
import { paramsOf } from '../http/params.ts';
import { siteUrlFor } from '../http/site-url.ts';
import { ProblemError } from '../problem/problem-error.ts';
import { keepSubmission } from '../submissions/submissions.ts';
import { sessionFormPage } from './page.ts';
import { changed, queryOfDraft, readSessionDraft, type SessionDraft, toSessionSubmission } from './state.ts';

const LOOKS = ['page', 'html', 'pdf', 'docx', 'pptx'] as const;

/** A curator without an account puts a session together, looks at its pack, and proposes it by the road of every submission. */
export function sessionFormRoutes(options: FormOptions): Router {
  const router = express.Router();
  const { opening = pass, checking = pass, sending = pass } = options.limits ?? {};
  const address = '/:locale/sessions/new';
  router.get(address, opening, (request, response, next) => open(request, response, next, options));
  const looking = Object.fromEntries(['look', ...LOOKS].map((go) => [go, checking]));
  router.post(
    address,
    posted(options),
    byAction({ ...looking, send: sending }),
    (request: Request, response: Response, next: NextFunction) => answer(request, response, next, options),
    keepSaid(options),
  );
  return router;
}

async function open(request: Request, response: Response, next: () => void, options: FormOptions): Promise<void> {
  const context = contextOf(request, options);
  if (!context) return next();
  const given = [...paramsOf(request)].slice(0, MOST_CASES * 2);
  const hidden = { draft: randomUUID(), started: String(nowOf(options)) };
  await send(response, next, { options, context, draft: readSessionDraft(given, context.registry), hidden });
}

async function answer(request: Request, response: Response, next: () => void, options: FormOptions): Promise<void> {
  const context = contextOf(request, options);
  if (!context) return next();
  const { fields } = formOf(response);
  const go = goOf(response) || 'look';
  const said = saidIn(response, context);
  const draft = changed(said.draft, go);
  const { hidden } = said;
  const again = (more: Partial<Shown>) => send(response, next, { options, context, draft, hidden, ...more });
  if (/^(?:up|down|remove|take):/.test(go)) return again({});

  const submission = toSessionSubmission(draft, context.locale.id, context.registry);
  const sender = senderOf(request, response);
  const common = { locale: context.locale, now: nowOf(options), sender };
  const { checks } = options.submissions;
  if (go === 'send') {
    if (isHoneypotFilled(fields)) return await again({ notices: [context.t('form.trapped')], status: 422 });
    if (isTooFast(Number(hidden['started']), common.now))
      return await again({ notices: [context.t('form.tooFast')], status: 422 });
    const checked = await checks.check(submission, { ...common, accepts: true });
    if (!checked.submission || hasError(checked.problems)) return await again({ problems: checked.problems, status: 422 });
    const { entry } = await keepSubmission(options.submissions, checked, { now: common.now, ...draftKey(hidden['draft']!) });
    response.redirect(303, paths.submission(context.locale.id, entry.id));
    return;
  }
  const look = LOOKS.find((each) => each === go);
  if (look === undefined) {
    const { problems } = await checks.check(submission, { ...common, accepts: false });
    const notices = hasError(problems) ? [] : [context.t('session.new.ready')];
    return await again({ problems, notices, status: hasError(problems) ? 422 : 200 });
  }
  const made = await checks.session(submission, { ...common, siteUrl: siteUrlFor(request, options), format: look });
  if (made.bytes === undefined) return await again({ problems: made.problems, status: 422 });
  if (look === 'page') {
    const main = fromHtml(Buffer.from(made.bytes).toString(), { fragment: true }).children as ElementContent[];
    const notice = h('p.notice', context.t('session.new.preview'));
    return await sendShell(response, next, { options, context, title: draft.title, main: [notice, ...main] });
  }
  response
    .set({
      'Content-Type': MEDIA_TYPES[look],
      'Content-Disposition': `${look === 'html' ? 'inline' : 'attachment'}; filename="${made.id ?? 'session'}.${look}"`,
      'Cache-Control': 'private, no-store',
    })
    .send(Buffer.from(made.bytes));
}

/** What the fields of the page say, and those that no person sees. */
function saidIn(response: Response, { registry }: FormContext): Pick<Shown, 'draft' | 'hidden'> {
  const { fields } = formOf(response);
  const pairs = Object.entries(fields).flatMap(([name, values]) => [values].flat().map((value) => [name, value] as const));
  return {
    draft: readSessionDraft(pairs, registry),
    hidden: { draft: firstValue(fields, 'draft') || randomUUID(), started: firstValue(fields, 'started') },
  };
}

/** Shows what was said again after any refusal. */
const keepSaid =
  (options: FormOptions): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    const context = contextOf(request, options);
    // The form is absent when the body could not be read.
    if (!(error instanceof ProblemError) || !context || !response.locals['form'] || response.headersSent) return next(error);
    setRetryAfter(response, error);
    const notices = [context.t(errorWords(error))];
    send(response, next, { options, context, ...saidIn(response, context), notices, status: error.status }).catch(next);
  };

const hasError = (problems: readonly SubmissionProblem[]) => problems.some(({ severity }) => severity === 'error');

interface Shown {
  options: FormOptions;
  context: FormContext;
  draft: SessionDraft;
  hidden: Readonly<Record<string, string>>;
  problems?: readonly SubmissionProblem[];
  notices?: readonly string[];
  status?: number;
}

async function send(response: Response, next: () => void, shown: Shown): Promise<void> {
  const { options, context, draft, hidden, problems = [], notices = [], status = 200 } = shown;
  const { t, registry } = context;
  const ids = draft.cases.map(({ id }) => id);
  const quota = quotaOfCases(ids, queryOfDraft(draft), registry);
  const main = sessionFormPage({ draft, hidden, problems, notices, quota }, context);
  const title = `${problems.length > 0 ? `${t('form.error.label')} ` : ''}${t('session.new')}`;
  await sendShell(response, next, { options, context, title, main, status });
}

interface ShownShell extends Pick<Shown, 'options' | 'context' | 'status'> {
  title: string;
  main: ElementContent[];
}

async function sendShell(response: Response, next: () => void, shown: ShownShell): Promise<void> {
  const { options, context, title, main, status } = shown;
  await sendFramed(response, next, options, context, { title, main, pathIn: paths.newSession, status });
}

import express, {
  type ErrorRequestHandler,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import type { CaseRecord } from '#registry/case/record.ts';
import { paths as sitePaths } from '#registry/publication/addresses.ts';
import type { FormProblem } from '#registry/submission/form/problem.ts';
import { type PathName, REVIEW } from '#registry/submission/form/step.ts';
import type { Outbox } from '#registry/submission/outbox.ts';
import { requireSameOrigin } from '../origin.ts';
import { ProblemError } from '../problem/problem-error.ts';
import type { Edition } from '../publication.ts';
import { acceptSubmission, type SubmissionServices } from '../submissions.ts';
import { isOutdated, move, problemsFromErrors, readAction, toFirstProblem } from './answer.ts';
import { describeProblem } from './control.ts';
import { addressOf } from './form-address.ts';
import { type FormBody, readFormBody } from './form-body.ts';
import { contextFor, type FormContext } from './form-context.ts';
import { formPage } from './form-page.ts';
import { reviewPage } from './review-page.ts';
import { fillShell } from './shell.ts';
import { similarTo } from './similar.ts';
import { similarNotice } from './similar-notice.ts';
import { type FormState, openForm, readState, tidy, toSubmission } from './state.ts';
import { statusPage, unknownStatusPage } from './status-page.ts';
import { isTooFast, isTrapped } from './trap.ts';
import { inspectForm, type Inspection } from './validation.ts';
import { toHtml } from 'hast-util-to-html';

export interface FormOptions {
  /** Where the site is; the folder may change when it is built again. */
  siteDir: () => string;
  edition: () => Edition;
  submissions: SubmissionServices;
  outbox: Outbox;
  /** Days after a decision on which a contact is erased. */
  contactDays: number;
  /** Counts what is written, and what is only checked. */
  limits?: { writing: RequestHandler; checking: RequestHandler; sending: RequestHandler };
  onError?: (error: unknown) => void;
  now?: () => number;
}

/** The form and the status pages, for people. Everything else of a locale passes through to the site. */
export function formRoutes(options: FormOptions): Router {
  const router = express.Router();
  const { writing = pass, checking = pass, sending = pass } = options.limits ?? {};
  const pages: [address: string, path: PathName][] = [
    ['/:locale/submit', 'quick'],
    ['/:locale/submit/full', 'full'],
    ['/:locale/cases/:id/improve', 'improve'],
  ];
  for (const [address, path] of pages) {
    router.get(address, (request: Request, response: Response, next: NextFunction) =>
      showForm(request, response, next, path, options),
    );
    router.post(
      address,
      requireSameOrigin,
      writing,
      readFormBody,
      byAction({ check: checking, send: sending }),
      (request: Request, response: Response, next: NextFunction) => answerForm(request, response, next, path, options),
      keepTyped(path, options),
    );
  }
  router.get('/:locale/submissions/:submission', (request, response, next) => showStatus(request, response, next, options));
  return router;
}

const pass: RequestHandler = (_request, _response, next) => next();

/** Sending is limited more strictly than going from step to step, and checking while typing less. */
const byAction =
  (limiters: Readonly<Record<string, RequestHandler>>): RequestHandler =>
  (request, response, next) =>
    (limiters[String(formOf(response).fields['go'])] ?? pass)(request, response, next);

const formOf = (response: Response) => response.locals['form'] as FormBody;

function contextOf(request: Request, { edition, contactDays }: FormOptions): FormContext | undefined {
  const { registry } = edition();
  const locale = registry.locales.get(String(request.params['locale']));
  return locale && contextFor(registry, locale, contactDays);
}

/** The case that an address names, when the path is one that corrects a case. */
function recordOf(request: Request, path: PathName, { edition }: FormOptions): CaseRecord | undefined {
  return path === 'improve' ? edition().registry.cases.get(String(request.params['id'])) : undefined;
}

async function showForm(
  request: Request,
  response: Response,
  next: () => void,
  path: PathName,
  options: FormOptions,
): Promise<void> {
  const context = contextOf(request, options);
  const record = recordOf(request, path, options);
  if (!context || (path === 'improve' && !record)) return next();
  const state = openForm(path, context.locale.id, (options.now ?? Date.now)(), record, context.registry);
  await sendPage(response, next, { state, problems: [], notices: [], context, options, isFresh: true });
}

async function answerForm(
  request: Request,
  response: Response,
  next: () => void,
  path: PathName,
  options: FormOptions,
): Promise<void> {
  const context = contextOf(request, options);
  const record = recordOf(request, path, options);
  if (!context || (path === 'improve' && !record)) return next();
  const { fields } = formOf(response);
  const state = readState(fields, path, context.locale.id, (options.now ?? Date.now)(), record);
  if (fields['go'] === 'check') return sendCheck(response, state, context, options);
  const action = readAction(fields['go']);
  if (action.kind === 'send') return send(request, response, next, tidy(state), { context, options });
  const moved = move(state, action);
  await sendPage(response, next, { ...moved, notices: [], context, options });
}

interface Situation {
  context: FormContext;
  options: FormOptions;
}

interface Shown extends Situation {
  state: FormState;
  problems: readonly FormProblem[];
  notices: readonly string[];
  status?: number;
  isFresh?: boolean;
}

/** Shows a step. The last one is shown only when nothing is wrong any more; otherwise the step where something is. */
async function sendPage(response: Response, next: () => void, shown: Shown): Promise<void> {
  const { context, options } = shown;
  const edition = options.edition();
  const now = (options.now ?? Date.now)();
  let { state, problems } = shown;
  const notices = [...shown.notices];
  let inspection: Inspection = { problems: [], warnings: [] };
  if (state.step === REVIEW) {
    if (isOutdated(state, edition.registry)) {
      notices.push(context.t('form.outdated'));
      state = { ...state, improves: { ...state.improves!, digest: edition.registry.cases.get(state.improves!.id)!.digest } };
    }
    inspection = await inspectForm(state, edition, context, now);
    if (problems.length === 0 && inspection.problems.length > 0)
      ({ state, problems } = toFirstProblem(state, inspection.problems));
  }
  const similar = state.step === 'what' && problems.length === 0 ? [] : await similarTo(state, edition, context);
  const page = { state, problems, notices, similar, context, isFresh: shown.isFresh ?? false };
  const main = state.step === REVIEW ? reviewPage({ ...page, ...inspection, problems }) : formPage(page);
  const title = `${problems.length > 0 ? `${context.t('form.error.label')} ` : ''}${context.t(`form.step.${state.step}`)} · ${context.t('form.title')}`;
  const html = await fillShell(options.siteDir(), context.locale.id, context.registry.name, {
    title,
    main,
    pathIn: (locale) => addressOf(locale, state.path, state.improves?.id),
    isPrivate: state.path !== 'quick',
  });
  if (html === undefined) return next();
  const status = shown.status ?? (problems.length > 0 ? 422 : 200);
  // Not no-store: going back must show the page as it was left, typed words and all.
  response.status(status).set('Cache-Control', 'private, no-cache').type('html').send(html);
}

async function send(
  request: Request,
  response: Response,
  next: () => void,
  state: FormState,
  situation: Situation,
): Promise<void> {
  const { context, options } = situation;
  const now = (options.now ?? Date.now)();
  const { t } = context;
  const { fields, attachments } = formOf(response);
  const again = (shown: Partial<Shown>) =>
    sendPage(response, next, { state: { ...state, step: REVIEW }, problems: [], notices: [], ...situation, ...shown });
  if (isTrapped(fields)) return again({ notices: [t('form.trapped')], status: 422 });
  if (isTooFast(state.started, now)) return again({ notices: [t('form.tooFast')], status: 422 });
  if (isOutdated(state, options.edition().registry)) return again({ status: 409 });

  const { problems } = await inspectForm(state, options.edition(), context, now);
  if (problems.length > 0) return again(toFirstProblem(state, problems));
  const input = { ...toSubmission(state), ...(attachments.length > 0 ? { attachments } : {}) };
  try {
    const { entry } = await acceptSubmission(options.submissions, input, {
      locale: context.locale,
      now,
      idempotencyKey: state.draft,
    });
    response.redirect(303, sitePaths.submission(context.locale.id, entry.id));
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const lost = attachments.length > 0 ? [t('form.files.again')] : [];
    if (error.code === 'submission-invalid') {
      const found = problemsFromErrors(error.errors);
      return again({ ...toFirstProblem(state, found), notices: lost });
    }
    if (error.retryAfter !== undefined) response.set('Retry-After', String(error.retryAfter));
    const renewed = error.code === 'idempotency-key-reused' ? openForm(state.path, state.language, now).draft : state.draft;
    const words =
      error.code === 'idempotency-key-reused' ? 'form.sentBefore' : error.code === 'outbox-full' ? 'form.full' : 'form.failed';
    await again({ state: { ...state, step: REVIEW, draft: renewed }, notices: [t(words), ...lost], status: error.status });
  }
}

/** Whatever goes wrong with a posted page, what was typed is shown again. */
const keepTyped =
  (path: PathName, options: FormOptions): ErrorRequestHandler =>
  async (error: unknown, request, response, next) => {
    const context = contextOf(request, options);
    const form = response.locals['form'] as FormBody | undefined;
    const status = error instanceof ProblemError ? error.status : 500;
    if (!context || !form || response.headersSent || form.fields['go'] === 'check') return next(error);
    if (status === 500) options.onError?.(error);
    if (error instanceof ProblemError && error.retryAfter !== undefined) response.set('Retry-After', String(error.retryAfter));
    const record = recordOf(request, path, options);
    const read = readState(form.fields, path, context.locale.id, (options.now ?? Date.now)(), record);
    // The last page needs what may just have failed; the step before it needs nothing.
    const state = read.step === REVIEW ? { ...tidy(read), step: 'you' } : read;
    const words = context.t(status === 429 ? 'form.tooMany' : 'form.failed');
    try {
      await sendPage(response, () => next(error), { state, problems: [], notices: [words], status, context, options });
    } catch {
      next(error);
    }
  };

/** For the page's script: what is wrong with the step so far, and which cases it is like. */
async function sendCheck(response: Response, typed: FormState, context: FormContext, options: FormOptions): Promise<void> {
  const state = tidy(typed);
  const { problems } = await inspectForm(state, options.edition(), context, (options.now ?? Date.now)());
  const similar = await similarTo(state, options.edition(), context);
  response.set('Cache-Control', 'no-store').json({
    problems: problems.map((problem) => ({ name: problem.name, message: describeProblem(problem, context) })),
    similar: toHtml(similarNotice(similar, state, context)),
  });
}

async function showStatus(request: Request, response: Response, next: () => void, options: FormOptions): Promise<void> {
  const context = contextOf(request, options);
  if (!context) return next();
  const id = String(request.params['submission']);
  const entry = /^[\w-]{1,64}$/.test(id) ? await options.outbox.find(id) : undefined;
  const html = await fillShell(options.siteDir(), context.locale.id, context.registry.name, {
    title: entry ? `${entry.title} · ${context.t('status.title')}` : context.t('status.unknown'),
    main: entry ? statusPage(entry, context, options.contactDays) : unknownStatusPage(context),
    pathIn: (locale) => sitePaths.submission(locale, id),
    isPrivate: true,
  });
  if (html === undefined) return next();
  response
    .status(entry ? 200 : 404)
    .set({ 'Cache-Control': 'private, no-cache', 'X-Robots-Tag': 'noindex' })
    .type('html')
    .send(html);
}

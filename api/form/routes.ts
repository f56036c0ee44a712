import express, { type ErrorRequestHandler, type NextFunction, type Request, type Response, type Router } from 'express';
import { toHtml } from 'hast-util-to-html';
import { type PathName, REVIEW } from '#registry/submission/form/step.ts';
import { senderOf } from '../http/limits.ts';
import { requireSameOrigin } from '../http/origin.ts';
import { ProblemError } from '../problem/problem-error.ts';
import { move, readAction } from './answer.ts';
import { byAction, pass } from './by-action.ts';
import { answerConfirm, showConfirm } from './confirm.ts';
import { type FormBody, readFormBody } from './form-body.ts';
import type { FormContext } from './form-context.ts';
import { contextOf, formOf, type FormOptions, recordOf } from './form-options.ts';
import { describeProblem } from './question-parts.ts';
import { answerReport, showReport } from './report.ts';
import { sendForm } from './send-form.ts';
import { inspectInThread, sendPage, sendTooLarge } from './send-page.ts';
import { similarNotice } from './similar-notice.ts';
import { similarTo } from './similar-cases.ts';
import { type FormState, openForm, readState, tidy } from './form-state.ts';
import { answerQuestion, showStatus } from './status-route.ts';

/** The form and the status pages. Other requests under a locale pass through to the site. */
export function formRoutes(options: FormOptions): Router {
  const router = express.Router();
  const { opening = pass, writing = pass, checking = pass, sending = pass } = options.limits ?? {};
  const pages: [address: string, path: PathName][] = [
    ['/:locale/submit', 'quick'],
    ['/:locale/submit/full', 'full'],
    ['/:locale/submit/pilot', 'pilot'],
    ['/:locale/cases/:id/improve', 'improve'],
  ];
  for (const [address, path] of pages) {
    router.get(address, opening, (request: Request, response: Response, next: NextFunction) =>
      showForm(request, response, next, path, options),
    );
    router.post(
      address,
      requireSameOrigin,
      writing,
      options.budget ?? pass,
      readFormBody,
      byAction({ check: checking, send: sending }),
      (request: Request, response: Response, next: NextFunction) => answerForm(request, response, next, path, options),
      keepTyped(path, options),
    );
  }
  const report = '/:locale/cases/:id/report';
  router.get(report, opening, (request, response, next) => showReport(request, response, next, options));
  router.post(report, requireSameOrigin, writing, options.budget ?? pass, readFormBody, sending, (request, response, next) =>
    answerReport(request, response, next, options),
  );
  const confirm = '/:locale/cases/:id/confirm';
  router.get(confirm, opening, (request, response, next) => showConfirm(request, response, next, options));
  router.post(confirm, requireSameOrigin, writing, options.budget ?? pass, readFormBody, sending, (request, response, next) =>
    answerConfirm(request, response, next, options),
  );
  const status = '/:locale/submissions/:submission';
  router.get(status, opening, (request, response, next) => showStatus(request, response, next, options));
  router.post(status, requireSameOrigin, writing, options.budget ?? pass, readFormBody, (request, response, next) =>
    answerQuestion(request, response, next, options),
  );
  return router;
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
  await sendPage(response, next, {
    state,
    problems: [],
    notices: [],
    context,
    options,
    sender: senderOf(request, response),
    isFresh: true,
  });
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
  if (fields['go'] === 'check') return sendCheck(request, response, state, context, options);
  const action = readAction(fields['go']);
  if (action.kind === 'send')
    return sendForm(request, response, next, tidy(state), { context, options, sender: senderOf(request, response) });
  const found = action.kind === 'next' ? await options.submissions.checks.step(tidy(state), senderOf(request, response)) : [];
  const moved = move(state, action, found);
  await sendPage(response, next, { ...moved, notices: [], context, options, sender: senderOf(request, response) });
}

/** The HTTP status of one of our errors, or of a body that could not be read. */
const statusOf = (error: unknown): number =>
  error instanceof ProblemError ? error.status : ((error as { status?: number }).status ?? 500);

const isSlow = (error: unknown) => error instanceof ProblemError && error.code === 'check-took-too-long';

/** Shows the typed values again after any error of a posted page. */
const keepTyped =
  (path: PathName, options: FormOptions): ErrorRequestHandler =>
  async (error: unknown, request, response, next) => {
    const context = contextOf(request, options);
    // Absent when the body could not be read.
    const form = formOf(response) as FormBody | undefined;
    const status = statusOf(error);
    if (context && status === 413) return sendTooLarge(response, next, context, options);
    if (!context || !form || response.headersSent || form.fields['go'] === 'check') return next(error);
    if (status === 500) options.onError?.(error);
    if (error instanceof ProblemError && error.retryAfter !== undefined) response.set('Retry-After', String(error.retryAfter));
    const record = recordOf(request, path, options);
    const read = readState(form.fields, path, context.locale.id, (options.now ?? Date.now)(), record);
    // The last page needs the part that may have failed; the step before it does not.
    const state = read.step === REVIEW ? { ...tidy(read), step: 'you' } : read;
    const words = context.t(status === 429 ? 'form.tooMany' : isSlow(error) ? 'form.tookTooLong' : 'form.failed');
    try {
      const sender = senderOf(request, response);
      await sendPage(response, () => next(error), { state, problems: [], notices: [words], status, context, options, sender });
    } catch {
      next(error);
    }
  };

/** For the page's script: the problems of the step so far, and similar cases. */
async function sendCheck(
  request: Request,
  response: Response,
  typed: FormState,
  context: FormContext,
  options: FormOptions,
): Promise<void> {
  const state = tidy(typed);
  const { problems } = await inspectInThread(state, { context, options, sender: senderOf(request, response) });
  const similar = await similarTo(state, options.edition(), context);
  response.set('Cache-Control', 'no-store').json({
    problems: problems.map((problem) => ({ name: problem.name, message: describeProblem(problem, context) })),
    similar: toHtml(similarNotice(similar, state, context)),
  });
}

import express, {
  type ErrorRequestHandler,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import { toHtml } from 'hast-util-to-html';
import { formPaths, type PathName, REVIEW } from '#registry/submission/form/step.ts';
import { senderOf } from '../http/limits.ts';
import { ProblemError } from '../problem/problem-error.ts';
import { move, readAction } from './answer.ts';
import { byAction, goOf, pass } from './by-action.ts';
import { answerConfirm, showConfirm } from './confirm.ts';
import { errorWords, setRetryAfter } from './error-words.ts';
import type { FormBody } from './form-body.ts';
import type { FormContext } from './form-context.ts';
import { type Answering, contextOf, formOf, type FormOptions, nowOf, recordOf } from './form-options.ts';
import { posted } from './posted.ts';
import { describeProblem } from './question-parts.ts';
import { answerReport, showReport } from './report.ts';
import { sendForm } from './send-form.ts';
import { inspectInThread, sendPage, sendStop } from './send-page.ts';
import { similarNotice } from './similar-notice.ts';
import { similarTo } from './similar-cases.ts';
import { type FormState, openForm, readState, tidy } from './form-state.ts';
import { answerQuestion, showStatus } from './status-route.ts';

type ShowingAgain = (...asked: Required<Parameters<Answering>>) => Promise<void>;

/** The form and the status pages. Other requests under a locale pass through to the site. */
export function formRoutes(options: FormOptions): Router {
  const router = express.Router();
  const { opening = pass, checking = pass, sending = pass } = options.limits ?? {};
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
      posted(options),
      byAction({ check: checking, send: sending }),
      (request: Request, response: Response, next: NextFunction) => answerForm(request, response, next, path, options),
      keepTyped(options, showTyped(path)),
    );
  }
  const others: [address: string, show: Answering, take: Answering, limit: RequestHandler][] = [
    ['/:locale/cases/:id/report', showReport, answerReport, sending],
    ['/:locale/cases/:id/confirm', showConfirm, answerConfirm, sending],
    ['/:locale/submissions/:submission', showStatus, answerQuestion, pass],
  ];
  for (const [address, show, take, limit] of others) {
    router.get(address, opening, (request, response, next) => show(request, response, next, options));
    router.post(
      address,
      posted(options),
      limit,
      (request: Request, response: Response, next: NextFunction) => take(request, response, next, options),
      keepTyped(options, take),
    );
  }
  // The forms above did not know the case: it went while somebody wrote about it.
  router.post(
    ['improve', 'report', 'confirm'].map((form) => `/:locale/cases/:id/${form}`),
    (request, response, next) => {
      const context = contextOf(request, options);
      return context ? sendStop(response, next, context, options, 'caseGone') : next();
    },
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
  const state = openForm(path, context.locale.id, nowOf(options), record, context.registry);
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
  const state = readState(fields, path, context.locale.id, nowOf(options), record);
  const go = goOf(response);
  if (go === 'check') return sendCheck(request, response, state, context, options);
  const action = readAction(go);
  if (action.kind === 'send')
    return sendForm(request, response, next, tidy(state), { context, options, sender: senderOf(request, response) });
  const found = action.kind === 'next' ? await options.submissions.checks.step(tidy(state), senderOf(request, response)) : [];
  const moved = move(state, action, found);
  await sendPage(response, next, { ...moved, notices: [], context, options, sender: senderOf(request, response) });
}

/** The HTTP status of one of our errors, or of a body that could not be read. */
const statusOf = (error: unknown): number =>
  error instanceof ProblemError ? error.status : ((error as { status?: number }).status ?? 500);

/** Has the typed values shown again after any error of a posted page. */
const keepTyped =
  (options: FormOptions, showAgain: ShowingAgain): ErrorRequestHandler =>
  async (error: unknown, request, response, next) => {
    const context = contextOf(request, options);
    // Absent when the body could not be read.
    const form = formOf(response) as FormBody | undefined;
    const status = statusOf(error);
    if (context && status === 413) return sendStop(response, next, context, options, 'tooLarge');
    if (!context || !form || response.headersSent || goOf(response) === 'check') return next(error);
    if (status === 500) options.onError?.(error);
    setRetryAfter(response, error);
    try {
      await showAgain(request, response, () => next(error), options, { words: context.t(errorWords(error)), status });
    } catch {
      next(error);
    }
  };

/** The form with what was typed, and what failed. */
const showTyped =
  (path: PathName): ShowingAgain =>
  async (request, response, next, options, { words, status }) => {
    const context = contextOf(request, options)!;
    const record = recordOf(request, path, options);
    const read = readState(formOf(response).fields, path, context.locale.id, nowOf(options), record);
    // The last page needs the part that may have failed; the step before it does not.
    const state = read.step === REVIEW ? { ...tidy(read), step: formPaths[path].at(-1)!.id } : read;
    const sender = senderOf(request, response);
    await sendPage(response, next, { state, problems: [], notices: [words], status, context, options, sender });
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

import { randomUUID } from 'node:crypto';
import express, { type ErrorRequestHandler, type NextFunction, type Request, type Response, type Router } from 'express';
import type { ElementContent } from 'hast';
import { paths } from '#registry/addresses.ts';
import { MOST_CASES_OF_FILE } from '#registry/submission/file/case-file.ts';
import type { SentFile } from '../body/multipart.ts';
import { byAction, goOf, pass } from '../form/by-action.ts';
import type { FormValues } from '#registry/submission/form/values.ts';
import { draftKey } from '../form/draft-key.ts';
import type { FormContext } from '../form/form-context.ts';
import { errorWords, setRetryAfter } from '../form/error-words.ts';
import { contextOf, formOf, type FormOptions, nowOf } from '../form/form-options.ts';
import { type FormState, openForm } from '../form/form-state.ts';
import { isHoneypotFilled } from '../form/honeypot.ts';
import { posted } from '../form/posted.ts';
import { sendFramed } from '../form/send-framed.ts';
import { senderOf } from '../http/limits.ts';
import { ProblemError } from '../problem/problem-error.ts';
import { checkAndAccept } from '../submissions/submissions.ts';
import { readUpload } from './read-upload.ts';
import { sendTemplate } from './templates.ts';
import { askForFile, type SentSheet, showReadings, showSent } from './pages.ts';

/** Comments or cases that one file may send. */
const MAX_SHEETS = MOST_CASES_OF_FILE;

/**
 * Takes comment sheets and cases in the files that people work in, and gives out the empty templates. What was read is shown
 * first; each sheet or row is then sent as a submission of its own. Without JavaScript.
 */
export function uploadRoutes(options: FormOptions): Router {
  const router = express.Router();
  const { opening = pass, checking = pass, sending = pass } = options.limits ?? {};
  router.get('/:locale/upload', opening, (request, response, next) => ask(request, response, next, options));
  router.get('/:locale/upload/:file', opening, (request, response, next) => sendTemplate(request, response, next, options));
  router.post(
    '/:locale/upload',
    posted(options, readUpload),
    byAction({ send: sending }, checking),
    (request: Request, response: Response, next: NextFunction) => answer(request, response, next, options),
    sayWhy(options),
  );
  return router;
}

async function ask(request: Request, response: Response, next: () => void, options: FormOptions): Promise<void> {
  const context = contextOf(request, options);
  if (!context) return next();
  await sendPage(response, next, options, context, askForFile(context, { draft: randomUUID() }));
}

async function answer(request: Request, response: Response, next: () => void, options: FormOptions): Promise<void> {
  const context = contextOf(request, options);
  if (!context) return next();
  const { fields } = formOf(response);
  const valuesOf = (name: string) => [fields[name] ?? []].flat();
  const again = (problem: string) => askAgain(response, next, { options, context, problem, status: 422 });
  if (isHoneypotFilled(Object.fromEntries(Object.entries(fields).map(([name, values]) => [name, [values].flat()[0]]))))
    return again('form.trapped');
  const common = { locale: context.locale, now: nowOf(options), sender: senderOf(request, response) };
  const [email = '', draft = ''] = [valuesOf('email')[0]?.trim(), valuesOf('draft')[0]];
  if (goOf(response) === 'send') {
    const sent = await sendAll(valuesOf('sheet').slice(0, MAX_SHEETS), { email, draft }, options, common);
    return sendPage(response, next, options, context, showSent(sent, context));
  }
  const file = response.locals['file'] as SentFile | undefined;
  if (!file) return again('upload.problem.empty');
  const reading = await options.submissions.checks.file(file.bytes, { ...common, marks: true });
  if (reading.refused !== undefined) return again(`upload.refused.${reading.refused}`);
  const all = [...reading.sheets, ...reading.cases];
  if (all.length === 0) return again('upload.problem.no-sheet');
  const filled = (values: FormValues): FormState => ({
    ...openForm('full', context.locale.id, common.now),
    values: email === '' ? values : { ...values, 'contact.email': [email] },
  });
  const page = showReadings({ reading, name: file.name, email, draft, formOf: filled }, context);
  const isWhole = all.every(({ submission }) => submission !== undefined);
  return sendPage(response, next, options, context, page, isWhole ? 200 : 422);
}

interface Again {
  options: FormOptions;
  context: FormContext;
  /** The key of what was wrong. */
  problem: string;
  status: number;
}

const askAgain = (response: Response, next: () => void, { options, context, problem, status }: Again): Promise<void> =>
  sendPage(response, next, options, context, askForFile(context, { draft: randomUUID(), problem }), status);

/** Says on the page why nothing was read or sent. */
const sayWhy =
  (options: FormOptions): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    const context = contextOf(request, options);
    if (!(error instanceof ProblemError) || !context || response.headersSent) return next(error);
    setRetryAfter(response, error);
    const problem = error.code === 'body-too-large' ? 'upload.refused.too-large' : errorWords(error);
    askAgain(response, next, { options, context, problem, status: error.status }).catch(next);
  };

/** Sends each sheet; the same page sent twice makes no second submission. */
async function sendAll(
  sheets: readonly string[],
  { email, draft }: { email: string; draft: string },
  { submissions }: FormOptions,
  common: { locale: FormContext['locale']; now: number; sender: string },
): Promise<SentSheet[]> {
  const sent: SentSheet[] = [];
  for (const [index, text] of sheets.entries()) {
    try {
      const submission = { ...(JSON.parse(text) as object), ...(email === '' ? {} : { contact: { email } }) };
      const idempotencyKey = draftKey(draft, index);
      const { entry } = await checkAndAccept(submissions, submission, { ...common, ...idempotencyKey });
      sent.push({ title: entry.title, id: entry.id });
    } catch (error) {
      if (!(error instanceof ProblemError) && !(error instanceof SyntaxError)) throw error;
      const said = error instanceof ProblemError ? error.errors.map(({ detail }) => detail) : [];
      sent.push({ title: `${index + 1}`, problems: said });
    }
  }
  return sent;
}

const sendPage = (
  response: Response,
  next: () => void,
  options: FormOptions,
  context: FormContext,
  page: { title: string; main: ElementContent[] },
  status?: number,
): Promise<void> => sendFramed(response, next, options, context, { ...page, pathIn: paths.upload, status });

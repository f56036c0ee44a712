import { randomUUID } from 'node:crypto';
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import type { ElementContent } from 'hast';
import { paths } from '#registry/addresses.ts';
import type { SheetReading } from '#registry/submission/check/sheet-reading.ts';
import { accountOf } from '../body/budget.ts';
import { readMultipart } from '../body/multipart.ts';
import type { FormContext } from '../form/form-context.ts';
import { contextOf, type FormOptions } from '../form/form-options.ts';
import { isHoneypotFilled } from '../form/honeypot.ts';
import { fillShell } from '../form/shell.ts';
import { senderOf } from '../http/limits.ts';
import { requireSameOrigin } from '../http/origin.ts';
import { ProblemError } from '../problem/problem-error.ts';
import { checkAndAccept } from '../submissions/submissions.ts';
import { UPLOAD_LIMITS } from './limits.ts';
import { askForFile, type SentSheet, showReadings, showSent } from './pages.ts';

/** Sheets that one file may send. */
const MAX_SHEETS = 60;

/**
 * Takes a comment sheet in the file that people work in. What was read is shown first; each sheet is then sent as a submission
 * of its own. Without JavaScript.
 */
export function uploadRoutes(options: FormOptions): Router {
  const router = express.Router();
  const { opening = pass, writing = pass, sending = pass } = options.limits ?? {};
  router.get('/:locale/upload', opening, (request, response, next) => ask(request, response, next, options));
  router.post('/:locale/upload', requireSameOrigin, writing, options.budget ?? pass, sending, (request, response, next) =>
    answer(request, response, next, options),
  );
  return router;
}

const pass: RequestHandler = (_request, _response, next) => next();

async function ask(request: Request, response: Response, next: () => void, options: FormOptions): Promise<void> {
  const context = contextOf(request, options);
  if (!context) return next();
  await sendPage(response, next, options, context, askForFile(context, { draft: randomUUID() }));
}

async function answer(request: Request, response: Response, next: () => void, options: FormOptions): Promise<void> {
  const context = contextOf(request, options);
  if (!context) return next();
  const again = (problem: string, status: number) =>
    sendPage(response, next, options, context, askForFile(context, { draft: randomUUID(), problem }), status);
  try {
    const { fields, files } = await readMultipart(request, UPLOAD_LIMITS, accountOf(response));
    const valuesOf = (name: string) => fields.filter(([field]) => field === name).map(([, value]) => value);
    if (isHoneypotFilled(Object.fromEntries(fields))) return await again('form.trapped', 422);
    const sender = senderOf(request, response);
    const common = { locale: context.locale, now: (options.now ?? Date.now)(), sender };
    const [email = '', draft = ''] = [valuesOf('email')[0]?.trim(), valuesOf('draft')[0]];
    if (valuesOf('go')[0] === 'send') {
      const sent = await sendAll(valuesOf('sheet').slice(0, MAX_SHEETS), { email, draft }, options, common);
      return await sendPage(response, next, options, context, showSent(sent, context));
    }
    const file = files.find(({ bytes }) => bytes.length > 0);
    if (!file) return await again('upload.problem.empty', 422);
    const reading = await options.submissions.checks.sheets(file.bytes, common);
    if (reading.refused !== undefined) return await again(`upload.refused.${reading.refused}`, 422);
    if (reading.sheets.length === 0) return await again('upload.problem.no-sheet', 422);
    const sheets = reading.sheets.slice(0, MAX_SHEETS);
    const isReady = ({ submission }: SheetReading) => submission !== undefined;
    const page = showReadings({ sheets, name: file.name, email, draft }, context);
    return await sendPage(response, next, options, context, page, sheets.every(isReady) ? 200 : 422);
  } catch (error) {
    if (!(error instanceof ProblemError) || response.headersSent) throw error;
    if (error.retryAfter !== undefined) response.set('Retry-After', String(error.retryAfter));
    return await again(error.status === 413 ? 'upload.refused.too-large' : 'form.failed', error.status);
  }
}

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
      const idempotencyKey = /^[\w-]{16,64}$/.test(draft) ? { idempotencyKey: `${draft}-${index}` } : {};
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

async function sendPage(
  response: Response,
  next: () => void,
  options: FormOptions,
  context: FormContext,
  { title, main }: { title: string; main: ElementContent[] },
  status = 200,
): Promise<void> {
  const html = await fillShell(options.siteDir(), context.locale.id, context.registry.name, {
    ...{ title, main, pathIn: paths.upload, isPrivate: true },
  });
  if (html === undefined) return next();
  response.status(status).set('Cache-Control', 'private, no-cache').type('html').send(html);
}

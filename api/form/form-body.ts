import express, { type Request, type RequestHandler } from 'express';
import { toAttachments } from '../body/attachments.ts';
import { readMultipart } from '../body/multipart.ts';
import { ProblemError } from '../problem/problem-error.ts';

/** Bytes of all files of one form together. */
const MAX_FILES_BYTES = 12 * 1024 * 1024;
/** The longest body that a case may have, with everything else that can be written, in any language. */
const MAX_WORDS_BYTES = 1024 * 1024;

/** What a page of the form was sent with. */
export interface FormBody {
  fields: Record<string, string | string[]>;
  attachments: ReturnType<typeof toAttachments>;
}

const readText = express.text({ limit: MAX_WORDS_BYTES, type: 'application/x-www-form-urlencoded' });

/** Reads a page of the form into `response.locals.form`; other media types are refused. */
export const readFormBody: RequestHandler = (request, response, next) => {
  const keep = (form: FormBody) => {
    response.locals['form'] = form;
    next();
  };
  if (request.is('multipart/form-data')) return void readFiles(request).then(keep, next);
  if (!request.is('application/x-www-form-urlencoded')) throw new ProblemError('media-type-unsupported');
  readText(request, response, (error?: unknown) => {
    if (error !== undefined) return next(error);
    keep({ fields: group(new URLSearchParams(String(request.body ?? ''))), attachments: [] });
  });
};

async function readFiles(request: Request): Promise<FormBody> {
  const { fields, files } = await readMultipart(request, { total: MAX_FILES_BYTES, field: MAX_WORDS_BYTES });
  const grouped = group(fields);
  const showing = (field: string) => [grouped[field.replace('file-', 'shows-')] ?? ''].flat()[0]!.trim();
  return { fields: grouped, attachments: toAttachments(files.map((file) => ({ ...file, description: showing(file.field) }))) };
}

/** Own properties whatever their name: fromEntries defines where assignment would call a setter. */
function group(fields: Iterable<readonly [string, string]>): Record<string, string | string[]> {
  const byName = Map.groupBy(fields, ([name]) => name);
  return Object.fromEntries(
    [...byName].map(([name, pairs]) => [name, pairs.length === 1 ? pairs[0]![1] : pairs.map(([, value]) => value)]),
  );
}

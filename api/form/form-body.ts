import type { Request, RequestHandler } from 'express';
import { toAttachments } from '../body/attachments.ts';
import { type Account, accountOf } from '../body/budget.ts';
import { readFields } from '../body/form-fields.ts';
import { readMultipart } from '../body/multipart.ts';
import { readBody } from '../body/read-body.ts';
import { ProblemError } from '../problem/problem-error.ts';

/** Bytes of all files of one form. */
const MAX_FILES_BYTES = 12 * 1024 * 1024;
/** The longest body that a complete case can have in any language. */
const MAX_WORDS_BYTES = 1024 * 1024;

/** The posted fields and files of a form page. */
export interface FormBody {
  fields: Record<string, string | string[]>;
  attachments: ReturnType<typeof toAttachments>;
}

/** Reads a form page into `response.locals.form`; refuses other media types. */
export const readFormBody: RequestHandler = async (request, response, next) => {
  response.locals['form'] = await read(request, accountOf(response));
  next();
};

async function read(request: Request, account: Account): Promise<FormBody> {
  switch (request.is(['multipart/form-data', 'application/x-www-form-urlencoded'])) {
    case 'multipart/form-data':
      return await readFiles(request, account);
    case 'application/x-www-form-urlencoded':
      return { fields: group(readFields(await readBody(request, MAX_WORDS_BYTES, account))), attachments: [] };
    default:
      throw new ProblemError('media-type-unsupported');
  }
}

async function readFiles(request: Request, account: Account): Promise<FormBody> {
  const limits = { files: MAX_FILES_BYTES, words: MAX_WORDS_BYTES };
  const { fields, files } = await readMultipart(request, limits, account);
  const grouped = group(fields);
  const showing = (field: string) => firstValue(grouped, field.replace('file-', 'shows-')).trim();
  return { fields: grouped, attachments: toAttachments(files.map((file) => ({ ...file, description: showing(file.field) }))) };
}

/** The first value of a field; empty for a missing one, even when its name is that of an inherited property. */
export const firstValue = (fields: FormBody['fields'], name: string): string =>
  Object.hasOwn(fields, name) ? [fields[name]!].flat()[0]! : '';

/** fromEntries defines own properties under any name; assignment could call a setter. */
function group(fields: Iterable<readonly [string, string]>): Record<string, string | string[]> {
  const byName = Map.groupBy(fields, ([name]) => name);
  return Object.fromEntries(
    [...byName].map(([name, pairs]) => [name, pairs.length === 1 ? pairs[0]![1] : pairs.map(([, value]) => value)]),
  );
}

import { isUtf8 } from 'node:buffer';
import type { Request, RequestHandler } from 'express';
import { schemaFor } from '#registry/submission/schema.ts';
import { ProblemError } from '../problem/problem-error.ts';
import { type DescribedFile, toAttachments } from './attachments.ts';
import { type Account, accountOf } from './budget.ts';
import { coerce } from './coerce.ts';
import { describeFiles, isDescription } from './described-files.ts';
import { readFields } from './form-fields.ts';
import { hasInheritedName } from './inherited-name.ts';
import { findBrokenBound, type JsonBounds } from '#registry/content/json-bounds.ts';
import { readMultipart } from './multipart.ts';
import { nestFields } from './nest.ts';
import { readBody } from './read-body.ts';

export const SUBMISSION_TYPES = ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'] as const;

/** Bytes of all attachments of one submission together. */
const MAX_ATTACHMENTS_BYTES = 12 * 1024 * 1024;
/** Bytes of a submission's words, in whatever form. */
const MAX_WORDS_BYTES = 256 * 1024;
/** In base64 every three bytes are four. */
const MAX_JSON_BYTES = Math.ceil(MAX_ATTACHMENTS_BYTES / 3) * 4 + MAX_WORDS_BYTES;
/** The schema nests nine deep, and its lists are short: nobody who fills all of it comes near these. */
const JSON_BOUNDS: JsonBounds = { depth: 32, values: 10_000, words: MAX_WORDS_BYTES };

/**
 * Reads a submission from a body of one of SUBMISSION_TYPES into `request.body`, unchecked but for its size. Fields of forms are
 * named like `case[places][0][country]`; files go in `attachments`, what they show in `descriptions[0]`… in the same order.
 */
export const readSubmissionBody: readonly RequestHandler[] = [
  async (request, response, next) => {
    request.body = await read(request, accountOf(response));
    if (hasInheritedName(request.body)) throw new ProblemError('body-malformed');
    next();
  },
];

async function read(request: Request, account: Account): Promise<unknown> {
  switch (request.is([...SUBMISSION_TYPES])) {
    case 'application/json':
      return await fromJson(request, account);
    case 'application/x-www-form-urlencoded':
      return fromFields(readFields(await readBody(request, MAX_WORDS_BYTES, account)), []);
    case 'multipart/form-data':
      return await fromMultipart(request, account);
    case null:
      throw new ProblemError('body-malformed');
    default:
      throw new ProblemError('media-type-unsupported');
  }
}

async function fromJson(request: Request, account: Account): Promise<unknown> {
  // In other encodings the bytes of brackets mean something else.
  const [, charset = 'utf-8'] = /charset\s*=\s*"?([^\s;"]+)/i.exec(request.headers['content-type'] ?? '') ?? [];
  if (charset.toLowerCase() !== 'utf-8') throw new ProblemError('media-type-unsupported');
  const bytes = await readBody(request, MAX_JSON_BYTES, account);
  // A decoder would put U+FFFD in the place of what it cannot read, and the words would be lost.
  if (!isUtf8(bytes)) throw new ProblemError('body-malformed');
  const broken = findBrokenBound(bytes, JSON_BOUNDS);
  if (broken) throw new ProblemError(broken === 'depth' ? 'body-too-deep' : 'body-too-large');
  return parse(bytes.toString());
}

/** A list or a map: anything else is no submission of any kind. */
function parse(json: string): unknown {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Said below.
  }
  throw new ProblemError('body-malformed');
}

async function fromMultipart(request: Request, account: Account): Promise<unknown> {
  const limits = { files: MAX_ATTACHMENTS_BYTES, words: MAX_WORDS_BYTES };
  const { fields, files } = await readMultipart(request, limits, account);
  if (files.some(({ field }) => !/^attachments(?:\[\d{0,3}\])?$/.test(field))) throw new ProblemError('body-malformed');
  const [descriptions, words] = [fields.filter(isDescription), fields.filter((each) => !isDescription(each))];
  return fromFields(words, describeFiles(descriptions, files));
}

function fromFields(fields: Iterable<[string, string]>, files: readonly DescribedFile[]): unknown {
  const { descriptions: _, ...value } = nestFields(fields) as Record<string, unknown>;
  const attachments = toAttachments(files);
  const whole = attachments.length > 0 ? { ...value, attachments } : value;
  return coerce(schemaFor(whole), whole);
}

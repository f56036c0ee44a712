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
import { findBrokenBound, hasRepeatedKey, type JsonBounds } from '#registry/content/json-bounds.ts';
import { readMultipart } from './multipart.ts';
import { nestFields } from './nest.ts';
import { readBody } from './read-body.ts';

export const SUBMISSION_TYPES = ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'] as const;

/** Bytes of all attachments of one submission together. */
const MAX_ATTACHMENTS_BYTES = 12 * 1024 * 1024;
/** Bytes of the text of a submission, in any format. */
const MAX_WORDS_BYTES = 256 * 1024;
/** Base64 turns three bytes into four. */
const MAX_JSON_BYTES = Math.ceil(MAX_ATTACHMENTS_BYTES / 3) * 4 + MAX_WORDS_BYTES;
/** The schema nests nine levels deep and its lists are short: a complete submission stays far below these limits. */
const JSON_BOUNDS: JsonBounds = { depth: 32, values: 10_000, words: MAX_WORDS_BYTES };

/**
 * Reads a submission from a body of one of SUBMISSION_TYPES into `request.body`. Checks only its size. Form fields have names
 * such as `case[places][0][country]`; files go in `attachments` and their descriptions in `descriptions[0]`… in the same order.
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
  // In other encodings the bytes of brackets have other meanings.
  const [, charset = 'utf-8'] = /charset\s*=\s*"?([^\s;"]+)/i.exec(request.headers['content-type'] ?? '') ?? [];
  if (!/^utf-?8$/i.test(charset)) throw new ProblemError('media-type-unsupported');
  const bytes = await readBody(request, MAX_JSON_BYTES, account);
  // A decoder would replace unreadable bytes with U+FFFD and lose the text.
  if (!isUtf8(bytes)) throw new ProblemError('body-malformed');
  const broken = findBrokenBound(bytes, JSON_BOUNDS);
  if (broken) throw new ProblemError(broken === 'depth' ? 'body-too-deep' : 'body-too-large');
  // A byte order mark, which programs of Windows write, cannot be seen (RFC 8259 lets readers pass over it).
  const value = parse(bytes.toString().replace(/^\ufeff/, ''));
  if (hasRepeatedKey(bytes, value)) throw new ProblemError('body-malformed');
  return value;
}

/** A list or a map: any other value is not a submission. */
function parse(json: string): unknown {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Handled below.
  }
  throw new ProblemError('body-malformed');
}

async function fromMultipart(request: Request, account: Account): Promise<unknown> {
  const limits = { files: MAX_ATTACHMENTS_BYTES, words: MAX_WORDS_BYTES };
  const { fields, files } = await readMultipart(request, limits, account);
  const [descriptions, words] = [fields.filter(isDescription), fields.filter((each) => !isDescription(each))];
  return fromFields(words, describeFiles(descriptions, files));
}

function fromFields(fields: Iterable<[string, string]>, files: readonly DescribedFile[]): unknown {
  const { descriptions: _, ...value } = nestFields(fields) as Record<string, unknown>;
  const attachments = toAttachments(files);
  const whole = attachments.length > 0 ? { ...value, attachments } : value;
  return coerce(schemaFor(whole), whole);
}

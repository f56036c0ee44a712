import { isUtf8 } from 'node:buffer';
import express, { type Request, type RequestHandler } from 'express';
import { schemaFor } from '#registry/submission/schema.ts';
import { ProblemError } from '../problem/problem-error.ts';
import { type DescribedFile, toAttachments } from './attachments.ts';
import { coerce } from './coerce.ts';
import { isDeeperThan } from './depth.ts';
import { describeFiles, isDescription } from './described-files.ts';
import { hasInheritedName } from './inherited-name.ts';
import { readMultipart } from './multipart.ts';
import { nestFields } from './nest.ts';

export const SUBMISSION_TYPES = ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'] as const;

/** Bytes of all attachments of one submission together. */
const MAX_ATTACHMENTS_BYTES = 12 * 1024 * 1024;
/** Bytes of a submission's words, in whatever form. */
const MAX_WORDS_BYTES = 256 * 1024;
/** In base64 every three bytes are four. */
const MAX_JSON_BYTES = Math.ceil(MAX_ATTACHMENTS_BYTES / 3) * 4 + MAX_WORDS_BYTES;
/** The schema nests seven deep. */
const MAX_DEPTH = 32;

const readJson = express.json({
  limit: MAX_JSON_BYTES,
  type: 'application/json',
  verify: (_request, _response, bytes, charset) => {
    // In other encodings the bytes of brackets mean something else.
    if (charset !== 'utf-8') throw new ProblemError('media-type-unsupported');
    // A decoder would put U+FFFD in the place of what it cannot read, and the words would be lost.
    if (!isUtf8(bytes)) throw new ProblemError('body-malformed');
    if (isDeeperThan(bytes, MAX_DEPTH)) throw new ProblemError('body-too-deep');
  },
});
const readText = express.text({ limit: MAX_WORDS_BYTES, type: 'application/x-www-form-urlencoded' });

const readBytes: RequestHandler = (request, response, next) => {
  switch (request.is([...SUBMISSION_TYPES])) {
    case 'application/json':
      return readJson(request, response, next);
    case 'application/x-www-form-urlencoded':
      return readText(request, response, next);
    case 'multipart/form-data':
      return next();
    case null:
      throw new ProblemError('body-malformed');
    default:
      throw new ProblemError('media-type-unsupported');
  }
};

// By itself, because what is thrown in another reader's callback is caught by nobody.
const understand: RequestHandler = async (request, _response, next) => {
  if (request.is('multipart/form-data')) request.body = await fromMultipart(request);
  else if (request.is('application/x-www-form-urlencoded'))
    request.body = fromFields(new URLSearchParams(String(request.body ?? '')), []);
  if (hasInheritedName(request.body)) throw new ProblemError('body-malformed');
  next();
};

/**
 * Reads a submission from a body of one of SUBMISSION_TYPES into `request.body`, unchecked. Fields of forms are named like
 * `case[places][0][country]`; files go in `attachments`, what they show in `descriptions[0]`…
 */
export const readSubmissionBody: readonly RequestHandler[] = [readBytes, understand];

async function fromMultipart(request: Request): Promise<unknown> {
  const { fields, files } = await readMultipart(request, { total: MAX_ATTACHMENTS_BYTES, field: MAX_WORDS_BYTES });
  const [descriptions, words] = [fields.filter(isDescription), fields.filter((each) => !isDescription(each))];
  return fromFields(words, describeFiles(descriptions, files));
}

function fromFields(fields: Iterable<[string, string]>, files: readonly DescribedFile[]): unknown {
  const { descriptions: _, ...value } = nestFields(fields) as Record<string, unknown>;
  const attachments = toAttachments(files);
  const whole = attachments.length > 0 ? { ...value, attachments } : value;
  return coerce(schemaFor(whole), whole);
}

import busboy from 'busboy';
import type { Request } from 'express';
import { MAX_ATTACHMENT_BYTES, MOST_ATTACHMENTS } from '#registry/submission/schema.ts';
import { ProblemError } from '../problem/problem-error.ts';
import type { Account } from './budget.ts';
import { drop } from './read-body.ts';

export interface SentFile {
  /** Name of the form field. */
  field: string;
  /** Empty when no file was chosen: browsers then send a file without a name. */
  name: string;
  bytes: Buffer;
}

export interface Multipart {
  fields: [name: string, value: string][];
  files: SentFile[];
}

export interface MultipartLimits {
  /** Bytes of all files together. */
  files: number;
  /** Bytes of all texts together, with their names. */
  words: number;
}

/** More fields than the longest form has. */
export const MAX_FIELDS = 1000;
/** Room for the separators between that many fields, and for bytes that the parser has buffered. */
const MAX_FRAMING_BYTES = 512 * 1024;

/**
 * Reads multipart/form-data into memory and stops at the first byte over a limit. Throws ProblemError `body-malformed`,
 * `body-too-large` or `server-busy`.
 */
export async function readMultipart(request: Request, limits: MultipartLimits, account: Account): Promise<Multipart> {
  const parser = openParser(request, limits.words);
  const fields: Multipart['fields'] = [];
  const files: SentFile[] = [];
  const size = { words: 0, files: 0 };

  await new Promise<void>((resolve, reject) => {
    let isRefused = false;
    const refuse = (error: unknown) => {
      // The parser goes on with the parts that it has in hand.
      if (isRefused) return;
      isRefused = true;
      request.unpipe(parser);
      drop(request);
      reject(error as Error);
    };
    const tooLarge = () => refuse(new ProblemError('body-too-large'));
    const malformed = () => refuse(new ProblemError('body-malformed'));
    /** Counts bytes; false, and the request refused, when they exceed a limit. */
    const count = (what: keyof typeof size, bytes: number): boolean => {
      size[what] += bytes;
      if (size[what] <= limits[what]) return true;
      tooLarge();
      return false;
    };

    let received = 0;
    request.on('data', (chunk: Buffer) => {
      // What is discarded is not held.
      if (isRefused) return;
      received += chunk.length;
      try {
        account.add(chunk.length);
        // The parser reports a field only when it ends, however long it is.
        if (received - size.files > limits.words + MAX_FRAMING_BYTES) tooLarge();
      } catch (error) {
        refuse(error);
      }
    });

    parser.on('field', (name: string | undefined, value, { nameTruncated, valueTruncated }) => {
      if (name === undefined || nameTruncated) malformed();
      else if (valueTruncated) tooLarge();
      else if (count('words', Buffer.byteLength(name) + Buffer.byteLength(value))) fields.push([name, value]);
    });
    parser.on('file', (name: string | undefined, stream, { filename }: { filename?: string }) => {
      const chunks: Buffer[] = [];
      const file = { field: name ?? '', name: filename ?? '', bytes: Buffer.alloc(0) };
      files.push(file);
      count('words', Buffer.byteLength(name ?? '') + Buffer.byteLength(filename ?? ''));
      stream.on('data', (chunk: Buffer) => {
        if (count('files', chunk.length)) chunks.push(chunk);
      });
      stream.on('limit', tooLarge);
      stream.on('error', malformed);
      stream.on('end', () => {
        file.bytes = Buffer.concat(chunks);
      });
    });
    for (const event of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const) parser.on(event, tooLarge);
    parser.on('close', resolve);
    parser.on('error', malformed);
    request.on('close', () => {
      if (!request.complete) malformed();
    });
    request.pipe(parser);
  });
  return { fields, files };
}

function openParser(request: Request, words: number): busboy.Busboy {
  // No client compresses a form, and decompression would need limits of its own.
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') throw new ProblemError('media-type-unsupported');
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: {
        fieldNameSize: 200,
        fieldSize: words,
        fields: MAX_FIELDS,
        fileSize: MAX_ATTACHMENT_BYTES,
        // A few too many are read, to be told of by name.
        files: MOST_ATTACHMENTS + 4,
        parts: MAX_FIELDS + 10,
        headerPairs: 20,
      },
    });
  } catch {
    // The boundary is missing or invalid.
    throw new ProblemError('body-malformed');
  }
}

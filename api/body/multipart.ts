import busboy from 'busboy';
import type { Request } from 'express';
import { ATTACHMENT_TYPES, MAX_ATTACHMENT_BYTES } from '#registry/submission/schema.ts';
import { ProblemError } from '../problem/problem-error.ts';

export interface SentFile {
  /** Name of the form's field. */
  field: string;
  /** Empty for a field in which nobody chose a file: browsers send that as a file without a name. */
  name: string;
  bytes: Buffer;
}

export interface Multipart {
  fields: [name: string, value: string][];
  files: SentFile[];
}

export interface MultipartLimits {
  /** Bytes of all files together. */
  total: number;
  /** Bytes of one text. */
  field: number;
}

/** More fields than the longest form has. */
const MAX_FIELDS = 1000;

/** Reads multipart/form-data into memory. Throws ProblemError `body-malformed` or `body-too-large`; never keeps more than the limits. */
export async function readMultipart(request: Request, { total, field }: MultipartLimits): Promise<Multipart> {
  const fields: Multipart['fields'] = [];
  const files: SentFile[] = [];
  let refused: ProblemError | undefined;
  let size = 0;
  const parser = openParser(request, field);
  const refuse = (code: 'body-too-large' | 'body-malformed') => (refused ??= new ProblemError(code));

  parser.on('field', (name: string | undefined, value, { nameTruncated, valueTruncated }) => {
    if (name === undefined || nameTruncated) refuse('body-malformed');
    else if (valueTruncated) refuse('body-too-large');
    else fields.push([name, value]);
  });
  parser.on('file', (name: string | undefined, stream, { filename }: { filename?: string }) => {
    const chunks: Buffer[] = [];
    const file = { field: name ?? '', name: filename ?? '', bytes: Buffer.alloc(0) };
    files.push(file);
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > total) refuse('body-too-large');
      else chunks.push(chunk);
    });
    stream.on('limit', () => refuse('body-too-large'));
    stream.on('error', () => refuse('body-malformed'));
    stream.on('end', () => {
      file.bytes = Buffer.concat(chunks);
    });
  });
  for (const event of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const) parser.on(event, () => refuse('body-too-large'));

  await new Promise<void>((resolve) => {
    parser.on('close', resolve);
    parser.on('error', () => {
      refuse('body-malformed');
      resolve();
    });
    request.on('close', () => {
      if (!request.complete) refuse('body-malformed');
      resolve();
    });
    request.pipe(parser);
  });
  if (refused) {
    // The rest is read and dropped: a request destroyed here would take the answer with it.
    request.unpipe(parser);
    request.resume();
  }
  if (refused) throw refused;
  return { fields, files };
}

function openParser(request: Request, fieldSize: number): busboy.Busboy {
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: {
        fieldNameSize: 200,
        fieldSize,
        fields: MAX_FIELDS,
        fileSize: MAX_ATTACHMENT_BYTES,
        files: ATTACHMENT_TYPES.length + 4,
        parts: MAX_FIELDS + 10,
        headerPairs: 20,
      },
    });
  } catch {
    // No boundary, or one that is none.
    throw new ProblemError('body-malformed');
  }
}

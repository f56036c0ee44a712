import type { Request } from 'express';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { ProblemError } from '../problem/problem-error.ts';
import type { Account } from './budget.ts';

/**
 * Reads a body into memory, unpacked if it was sent packed. Throws ProblemError `body-too-large` as soon as it is longer than
 * `limit` when unpacked, `server-busy` when that is too much for the server, `media-type-unsupported` or `body-malformed`.
 */
export function readBody(request: Request, limit: number, account: Account): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const source = unpack(request);
    const chunks: Buffer[] = [];
    let size = 0;
    let isOver = false;
    const fail = (error: ProblemError) => {
      if (isOver) return;
      isOver = true;
      if (source !== request) {
        request.unpipe();
        source.destroy();
      }
      drop(request);
      reject(error);
    };
    if (Number(request.headers['content-length'] ?? 0) > limit) return fail(new ProblemError('body-too-large'));
    source.on('data', (chunk: Buffer) => {
      if (isOver) return;
      size += chunk.length;
      if (size > limit) return fail(new ProblemError('body-too-large'));
      try {
        account.add(chunk.length);
        chunks.push(chunk);
      } catch (error) {
        fail(error as ProblemError);
      }
    });
    source.on('end', () => {
      if (!isOver) resolve(Buffer.concat(chunks));
      isOver = true;
    });
    source.on('error', () => fail(new ProblemError('body-malformed')));
    request.on('close', () => {
      if (!request.complete) fail(new ProblemError('body-malformed'));
    });
    if (source !== request) request.pipe(source as never);
  });
}

function unpack(request: Request): Readable {
  switch ((request.headers['content-encoding'] ?? 'identity').toLowerCase()) {
    case 'identity':
      return request;
    case 'gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      throw new ProblemError('media-type-unsupported');
  }
}

/** What somebody may still send of a body that was refused before the connection is cut: enough for whoever hears the answer late. */
const DROPPED_BYTES = 32 * 1024 * 1024;

/** Reads the rest of a body that is refused, and keeps nothing of it: a request that is cut off at once takes the answer with it. */
export function drop(request: Request): void {
  let dropped = 0;
  request.on('data', (chunk: Buffer) => {
    dropped += chunk.length;
    if (dropped > DROPPED_BYTES) request.destroy();
  });
  request.resume();
}

import type { Request } from 'express';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { ProblemError } from '../problem/problem-error.ts';
import type { Account } from './budget.ts';

/**
 * Reads a body into memory and decompresses it. Throws ProblemError `body-too-large` as soon as the decompressed body exceeds
 * `limit`, `server-busy` when the server has no memory for it, `media-type-unsupported` or `body-malformed`.
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

/** Bytes of a refused body that we still accept before we cut the connection, so that the client can read the answer. */
const DROPPED_BYTES = 32 * 1024 * 1024;

/** Reads and discards the rest of a refused body: a request that is cut off at once loses the answer. */
export function drop(request: Request): void {
  let dropped = 0;
  request.on('data', (chunk: Buffer) => {
    dropped += chunk.length;
    if (dropped > DROPPED_BYTES) request.destroy();
  });
  request.resume();
}

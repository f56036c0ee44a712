import type { RequestHandler, Response } from 'express';
import { senderOf } from '../http/limits.ts';
import { ProblemError } from '../problem/problem-error.ts';

export interface BudgetLimits {
  /** Bytes held of the first WORDS_BYTES of each request in progress: enough for the text fields. */
  words: number;
  /** Bytes held beyond that: files. */
  files: number;
}

/** Enough for a hundred people who send text at once, and for five who send all the files they may. */
const DEFAULT_BUDGET: BudgetLimits = { words: 32 * 1024 * 1024, files: 64 * 1024 * 1024 };

/** Where the text part of a request ends. It has its own budget, so files can never keep text out. */
const WORDS_BYTES = 256 * 1024;
/** The share of each budget that one sender may hold, so that two senders at once leave room for others. */
const SHARE = 0.5;
/** Seconds after which a retry makes sense. */
const RETRY_AFTER = 10;

/** The memory that one request holds until it is answered. */
export interface Account {
  /** Throws ProblemError `server-busy` when all requests together would hold too much. */
  add(bytes: number): void;
}

/**
 * Limits the bytes of request bodies held in memory at once, over all senders: each request is bounded, but a hundred of them
 * would not be. Counts bytes received, not bytes announced, so a slow sender takes nothing from others.
 */
export function openBudget(limits: BudgetLimits = DEFAULT_BUDGET): RequestHandler {
  const pools = [makePool(limits.words), makePool(limits.files)] as const;
  return (request, response, next) => {
    const sender = senderOf(request, response);
    const held = [0, 0];
    let total = 0;
    let isAnswered = false;
    const account: Account = {
      add(bytes) {
        // A refused body may still be coming: nobody would give back what it takes now.
        if (isAnswered) return;
        const words = Math.max(0, Math.min(bytes, WORDS_BYTES - total));
        total += bytes;
        for (const [index, part] of [words, bytes - words].entries()) {
          held[index]! += part;
          pools[index]!.take(sender, part);
        }
      },
    };
    response.locals['account'] = account;
    response.on('close', () => {
      isAnswered = true;
      for (const [index, pool] of pools.entries()) pool.giveBack(sender, held[index]!);
    });
    next();
  };
}

/** The budget account of a request; unlimited where no budget was opened. */
export const accountOf = (response: Response): Account =>
  (response.locals['account'] as Account | undefined) ?? { add: () => {} };

function makePool(limit: number) {
  const bySender = new Map<string, number>();
  let taken = 0;
  return {
    take(sender: string, bytes: number): void {
      taken += bytes;
      const own = (bySender.get(sender) ?? 0) + bytes;
      bySender.set(sender, own);
      if (bytes > 0 && (taken > limit || own > limit * SHARE)) throw new ProblemError('server-busy', { retryAfter: RETRY_AFTER });
    },
    giveBack(sender: string, bytes: number): void {
      taken -= bytes;
      const own = (bySender.get(sender) ?? 0) - bytes;
      if (own > 0) bySender.set(sender, own);
      else bySender.delete(sender);
    },
  };
}

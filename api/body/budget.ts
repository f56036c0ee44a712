import type { RequestHandler, Response } from 'express';
import { senderOf } from '../http/limits.ts';
import { ProblemError } from '../problem/problem-error.ts';

export interface BudgetLimits {
  /** Bytes of the beginnings of all requests that are being answered, each up to WORDS_BYTES: what words need. */
  words: number;
  /** Bytes of all that comes after that: files. */
  files: number;
}

/** Enough for a hundred people who send words at once, and for five who send all the files that they may. */
export const DEFAULT_BUDGET: BudgetLimits = { words: 32 * 1024 * 1024, files: 64 * 1024 * 1024 };

/** Where the beginning of a request ends. Words are never kept out by files, because they are counted apart. */
const WORDS_BYTES = 256 * 1024;
/** What one sender may have of either: two who send at once leave as much to others. */
const SHARE = 0.5;
/** Seconds after which it is worth trying again. */
const RETRY_AFTER = 10;

/** What one request holds in memory until it is answered. */
export interface Account {
  /** Throws ProblemError `server-busy` when that is too much for all requests together. */
  add(bytes: number): void;
}

/**
 * The bytes of bodies that a server holds in memory at once, whoever sent them: each request alone is bounded, a hundred of them
 * would not be. Counts what has come, not what was announced: who sends slowly takes nothing from others.
 */
export function openBudget(limits: BudgetLimits = DEFAULT_BUDGET): RequestHandler {
  const pools = [makePool(limits.words), makePool(limits.files)] as const;
  return (request, response, next) => {
    const sender = senderOf(request, response);
    const held = [0, 0];
    let total = 0;
    const account: Account = {
      add(bytes) {
        const words = Math.max(0, Math.min(bytes, WORDS_BYTES - total));
        total += bytes;
        for (const [index, part] of [words, bytes - words].entries()) {
          held[index]! += part;
          pools[index]!.take(sender, part);
        }
      },
    };
    response.locals['account'] = account;
    response.on('close', () => pools.forEach((pool, index) => pool.giveBack(sender, held[index]!)));
    next();
  };
}

/** The account of a request; one without bounds where no budget was opened. */
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

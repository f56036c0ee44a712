import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { RequestHandler } from 'express';
import type { LocalForge } from '#registry/forge/git/local-git.ts';
import type { Outbox, Pause } from '#registry/outbox/outbox.ts';
import type { ForgeWatch } from './forge-watch.ts';

export interface ReadinessOptions {
  siteDir: () => string;
  /** A sentence about what is published without a commit, if there is any. */
  uncommitted: () => string | undefined;
  /** Why submissions are off, or what they lack. */
  submissions:
    | { off: string }
    | {
        outbox: Pick<Outbox, 'probe' | 'paused'>;
        forge: Pick<ForgeWatch, 'status'>;
        local: Pick<LocalForge, 'probe'> | undefined;
      };
}

/**
 * Answers /readyz: 200 when this process can do its work, 503 when it should get no traffic. A server without submissions is
 * ready for reading. A server whose forge is unreachable, or a repository that cannot be written, is ready too, because the outbox
 * accepts submissions; the answer says so.
 */
export const answerReadiness = ({ siteDir, uncommitted, submissions }: ReadinessOptions): RequestHandler => {
  const askOutbox = 'off' in submissions ? async () => OUT_OF_ORDER : rememberBriefly(() => readOutbox(submissions.outbox));
  const canPropose =
    'off' in submissions
      ? async () => false
      : rememberBriefly(() => holds(submissions.local?.probe() ?? Promise.resolve()), FRESH_REPOSITORY_MS);
  return async (_request, response) => {
    const site = await holds(access(join(siteDir(), 'index.html')));
    const checks: Record<string, string> = { site: site ? 'ok' : 'missing', content: uncommitted() ?? 'ok' };
    let isReady = site;
    if ('off' in submissions) checks['submissions'] = `off: ${submissions.off}`;
    else {
      const { isWritable, pause } = await askOutbox();
      isReady &&= isWritable;
      checks['submissions'] = 'on';
      checks['outbox'] = isWritable ? 'ok' : 'not writable';
      const isPaused = pause && (pause.alarm ? 'needs a person' : 'paused');
      checks['forge'] = (await canPropose()) ? (isPaused ?? submissions.forge.status()) : 'not writable';
    }
    response
      .status(isReady ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ ready: isReady, ...checks });
  };
};

interface OutboxState {
  isWritable: boolean;
  pause?: Pause | undefined;
}

const OUT_OF_ORDER: OutboxState = { isWritable: false };

/** Whether it takes a row, and what is paused; what cannot say the one is not trusted with the other. */
const readOutbox = async (outbox: Pick<Outbox, 'probe' | 'paused'>): Promise<OutboxState> => {
  try {
    await outbox.probe(Date.now());
    return { isWritable: true, pause: await outbox.paused(Date.now()) };
  } catch {
    return OUT_OF_ORDER;
  }
};

/** Cached: each check writes to disk, and anybody may ask as often as they like. */
const FRESH_MS = 1_000;
/** git is started for it. */
const FRESH_REPOSITORY_MS = 10_000;

function rememberBriefly<Value>(look: () => Promise<Value>, freshMs = FRESH_MS): () => Promise<Value> {
  let last: { at: number; value: Promise<Value> } | undefined;
  return () => {
    const now = performance.now();
    if (!last || now - last.at > freshMs) last = { at: now, value: look() };
    return last.value;
  };
}

const holds = (work: Promise<unknown>) =>
  work.then(
    () => true,
    () => false,
  );

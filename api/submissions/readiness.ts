import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { RequestHandler } from 'express';
import type { Outbox } from '#registry/outbox/outbox.ts';
import type { ForgeWatch } from './forge-watch.ts';

export interface ReadinessOptions {
  siteDir: () => string;
  /** Why submissions are off, or what they need. */
  submissions: { off: string } | { outbox: Pick<Outbox, 'eraseContacts' | 'paused'>; forge: ForgeWatch };
}

/**
 * Answers /readyz: 200 when this process can do its work, 503 when it should get no traffic. A server without submissions is
 * ready for what it does; one whose forge is away is ready too, because the outbox takes what comes, and says so.
 */
export const answerReadiness =
  ({ siteDir, submissions }: ReadinessOptions): RequestHandler =>
  async (_request, response) => {
    const site = await holds(access(join(siteDir(), 'index.html')));
    const checks: Record<string, string> = { site: site ? 'ok' : 'missing' };
    let isReady = site;
    if ('off' in submissions) checks['submissions'] = `off: ${submissions.off}`;
    else {
      const { outbox, forge } = submissions;
      // A write that changes nothing: a full or read-only disk refuses it all the same.
      const isWritable = await holds(outbox.eraseContacts(0));
      isReady &&= isWritable;
      const pause = isWritable ? await outbox.paused(Date.now()) : undefined;
      checks['submissions'] = 'on';
      checks['outbox'] = isWritable ? 'ok' : 'not writable';
      checks['forge'] = pause?.alarm ? 'needs a person' : pause ? 'paused' : forge.status();
    }
    response
      .status(isReady ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ ready: isReady, ...checks });
  };

const holds = (work: Promise<unknown>) =>
  work.then(
    () => true,
    () => false,
  );

import { setTimeout as sleep } from 'node:timers/promises';
import type { Tree } from '#registry/content/tree.ts';
import type { LocalForge } from '#registry/forge/git/local-git.ts';
import { openOutbox, outboxFile, shownAddress } from '#registry/outbox/open-outbox.ts';
import type { Outbox } from '#registry/outbox/outbox.ts';
import type { Environment } from '../environment.ts';
import type { Log } from '../http/log.ts';
import { type ForgeWatch, watchForge } from './forge-watch.ts';
import { openForge } from './open-forge.ts';

export interface Pipeline {
  outbox: Outbox;
  forge: ForgeWatch;
  /** The same, where it is a local repository. */
  local: LocalForge | undefined;
}

/** Retries for a database server that starts together with this one. */
const [ATTEMPTS, BETWEEN_MS] = [10, 2_000];

/**
 * Opens the outbox and the forge. Returns a sentence when submissions are off, by configuration or because one of them cannot
 * be opened; the site is served all the same. The sentence may be public; the log has details.
 */
export async function openSubmissions(environment: Environment, log: Log, known: () => Tree): Promise<Pipeline | string> {
  if (!environment.isOpen) return 'SUBMISSIONS is off.';
  const { address } = environment.outbox;
  const cannot = (what: string, err: unknown) => {
    log.error({ err, outbox: shownAddress(address) }, `the ${what} cannot be opened`);
    return `The ${what} cannot be opened; the log of the server says why.`;
  };
  const forge = await openForge(environment, log, known).catch((error: unknown) =>
    cannot('forge or the folder of the outbox', error),
  );
  if (typeof forge === 'string') return forge;
  try {
    return {
      forge: watchForge(forge),
      local: 'decide' in forge ? forge : undefined,
      outbox: await openPatiently(environment.outbox),
    };
  } catch (error) {
    await forge.close();
    return cannot('outbox', error);
  }
}

async function openPatiently(outbox: Environment['outbox']): Promise<Outbox> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await openOutbox(outbox.address, outbox);
    } catch (error) {
      if (outboxFile(outbox.address) !== undefined || attempt === ATTEMPTS) throw error;
      await sleep(BETWEEN_MS);
    }
  }
}

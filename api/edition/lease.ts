import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolder } from '#registry/content/make-folder.ts';

/**
 * Takes an exclusive lease on a file for this process, until it releases it or ends: the operating system frees the lease
 * however the process ends. Undefined when another process holds it.
 */
export function takeLease(file: string): { release: () => void } | undefined {
  makeFolder(dirname(file), 0o700);
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    lock.exec('begin exclusive');
    return { release: () => lock.close() };
  } catch {
    lock.close();
    return undefined;
  }
}

/** Waits for the lease; undefined when the signal aborts first. */
export async function waitForLease(file: string, signal: AbortSignal): Promise<{ release: () => void } | undefined> {
  while (!signal.aborted) {
    const lease = takeLease(file);
    if (lease) return lease;
    await sleep(LOOK_AGAIN_MS, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}

const LOOK_AGAIN_MS = 500;

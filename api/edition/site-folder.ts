import { access, cp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { waitForLease } from './lease.ts';

/** Longer than the time between looking up a file name and opening the file. */
const GRACE_MS = 5_000;

/** The folder that the site is served from. A new build replaces the old one without a gap. */
export interface SiteFolder {
  current(): string;
  /**
   * Runs `build` on an empty folder and serves the result if it gives true; changes nothing if it gives false, and leaves
   * nothing behind. One process at a time does this; others wait. Resolves with the result of `build` once `home` holds the new
   * site too, for the next start.
   */
  replace(build: (folder: string) => Promise<boolean>, signal: AbortSignal): Promise<boolean>;
}

/** `home` is the folder that the server was started with. A folder that is being served never changes. */
export function openSiteFolder(home: string, graceMs = GRACE_MS): SiteFolder {
  let current = home;

  async function adopt(built: string): Promise<void> {
    if (!(await exists(join(built, 'index.html')))) return;
    const [copy, old] = [`${home}.copy`, `${home}.old`];
    await rm(copy, { recursive: true, force: true });
    await cp(built, copy, { recursive: true });
    current = built;
    await sleep(graceMs);
    await rm(old, { recursive: true, force: true });
    await rename(home, old);
    await rename(copy, home);
    current = home;
    await sleep(graceMs);
    for (const dir of [old, built]) await rm(dir, { recursive: true, force: true });
  }

  return {
    current: () => current,
    async replace(build, signal) {
      const lease = await waitForLease(`${home}.lease`, signal);
      if (!lease) return false;
      try {
        const next = `${home}.next`;
        await rm(next, { recursive: true, force: true });
        const isBuilt = await build(next);
        if (isBuilt) await adopt(next);
        return isBuilt;
      } finally {
        lease.release();
      }
    },
  };
}

/** Whether there is a file or a folder. */
export const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

import { access, cp, link, mkdir, readdir, rename, rm } from 'node:fs/promises';
import type { Dirent } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mapInTurns } from '#registry/content/in-turns.ts';
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
  /** Where a site is built. The second is for when the first is served, because its site could not be moved to `home`. */
  const places = [`${home}.next`, `${home}.next-again`];

  async function adopt(built: string): Promise<void> {
    if (!(await exists(join(built, 'index.html')))) return;
    const [copy, old] = [`${home}.copy`, `${home}.old`];
    await rm(copy, { recursive: true, force: true });
    await linkAll(built, copy);
    current = built;
    await sleep(graceMs);
    await rm(old, { recursive: true, force: true });
    if (await exists(home)) await rename(home, old);
    await rename(copy, home);
    current = home;
    await sleep(graceMs);
    for (const dir of [old, ...places]) await rm(dir, { recursive: true, force: true });
  }

  return {
    current: () => current,
    async replace(build, signal) {
      const lease = await waitForLease(`${home}.lease`, signal);
      if (!lease) return false;
      try {
        const next = places.find((place) => place !== current)!;
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

/** The same files in another folder, by links: a site of thousands of cases has hundreds of megabytes, and no file of it changes. */
async function linkAll(from: string, to: string): Promise<void> {
  const entries = await readdir(from, { recursive: true, withFileTypes: true });
  const placeOf = ({ parentPath, name }: Dirent) => join(to, relative(from, join(parentPath, name)));
  await mkdir(to, { recursive: true });
  for (const entry of entries) if (entry.isDirectory()) await mkdir(placeOf(entry), { recursive: true });
  await mapInTurns(
    entries.filter((entry) => !entry.isDirectory()),
    LINKS_AT_ONCE,
    async (entry) => {
      const source = join(entry.parentPath, entry.name);
      // Some file systems have no links.
      await link(source, placeOf(entry)).catch(() => cp(source, placeOf(entry)));
    },
  );
}

/** Few: readers need the same threads for the files that they ask for. */
const LINKS_AT_ONCE = 2;

/** Whether there is a file or a folder. */
export const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

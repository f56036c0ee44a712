import { access, cp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than it takes to open a file whose name was looked up a moment ago. */
const GRACE_MS = 5_000;

/** The folder from which the site is served: a new build takes the place of the old one without a moment in between. */
export interface SiteFolder {
  current(): string;
  /** An empty folder's name, to build into. */
  prepare(): Promise<string>;
  /** Serves what was built there; does nothing when nothing was. Resolves when `home` holds it too, for the next start. */
  adopt(built: string): Promise<void>;
}

/** `home` is the folder that the server was started with. Nothing is ever changed in a folder that is being served. */
export function openSiteFolder(home: string, graceMs = GRACE_MS): SiteFolder {
  let current = home;
  return {
    current: () => current,
    async prepare() {
      const next = `${home}.next`;
      await rm(next, { recursive: true, force: true });
      return next;
    },
    async adopt(built) {
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
      await Promise.all([old, built].map((dir) => rm(dir, { recursive: true, force: true })));
    },
  };
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

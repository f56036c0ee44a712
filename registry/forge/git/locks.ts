import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { GitRepository } from './repository.ts';

/**
 * Removes what a killed git left: lock files on refs of proposals. Returns their names. The lock of a running git looks the same,
 * so call this only at start-up, while holding the lease that makes this process the only writer of proposals in the repository.
 */
export async function removeStaleLocks({ commonDir }: GitRepository): Promise<string[]> {
  const removed: string[] = [];
  for (const folder of [join('refs', 'heads', 'proposals'), join('refs', 'proposals')]) {
    for (const name of await namesIn(join(commonDir, folder))) {
      if (!name.endsWith('.lock')) continue;
      await rm(join(commonDir, folder, name), { force: true });
      removed.push(join(folder, name));
    }
  }
  return removed;
}

async function namesIn(dir: string): Promise<string[]> {
  try {
    return await readdir(dir, { recursive: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

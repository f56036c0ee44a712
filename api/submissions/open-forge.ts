import type { Tree } from '#registry/content/tree.ts';
import { NotFound } from '#registry/forge/errors.ts';
import type { Forge } from '#registry/forge/forge.ts';
import { openLocalGit } from '#registry/forge/git/local-git.ts';
import { openGitHub } from '#registry/forge/github/github.ts';
import { takeLease } from '../edition/lease.ts';
import type { Environment } from '../environment.ts';
import type { Log } from '../http/log.ts';

/**
 * Where proposals go: GitHub when the environment has its credentials, else the git repository that holds the content. A
 * sentence when there is neither. `known` is the content as it was read from the folder.
 */
export async function openForge(
  { github, contentDir, baseBranch, outbox }: Environment,
  log: Log,
  known: () => Tree,
): Promise<Forge | string> {
  const base = baseBranch === undefined ? {} : { base: baseBranch };
  if (github) return openGitHub({ ...github, ...base, known, warn: (message) => log.warn(message) });
  try {
    const forge = await openLocalGit({ dir: contentDir, known, ...base });
    const lease = takeLease(`${outbox.path}.writer`);
    // A git that was killed leaves locks behind; only who knows that no other one is at work may take them away.
    if (!lease) return forge;
    const removed = await forge.removeStaleLocks();
    if (removed.length > 0) log.warn({ count: removed.length }, 'what a killed git left behind was removed');
    return { ...forge, close: () => forge.close().finally(lease.release) };
  } catch (error) {
    if (error instanceof NotFound) return error.message;
    throw error;
  }
}

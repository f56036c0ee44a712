import type { Tree } from '#registry/content/tree.ts';
import { NotFound } from '#registry/forge/errors.ts';
import type { Forge } from '#registry/forge/forge.ts';
import { type LocalForge, openLocalGit } from '#registry/forge/git/local-git.ts';
import { openGitHub } from '#registry/forge/github/github.ts';
import { takeLease } from '../edition/lease.ts';
import type { Environment } from '../environment.ts';
import type { Log } from '../http/log.ts';

/**
 * Opens the forge: GitHub when the environment has its credentials, else the git repository of the content. Returns a sentence
 * when there is neither. `known` is the content as read from the folder.
 */
export async function openForge(
  { github, isGitHubNamed: isNamed, contentDir, baseBranch, outbox }: Environment,
  log: Log,
  known: () => Tree,
): Promise<Forge | LocalForge | string> {
  const base = baseBranch === undefined ? {} : { base: baseBranch };
  if (!github && isNamed)
    log.warn('GITHUB_REPOSITORY is set without credentials: proposals are branches of the local repository');
  if (github) return openGitHub({ ...github, ...base, known, warn: (message) => log.warn(message) });
  try {
    const forge = await openLocalGit({ dir: contentDir, known, ...base });
    const lease = await leaseOr(forge, `${outbox.path}.writer`);
    // A killed git leaves locks behind. They may be removed only by the one process that knows no other git is running.
    if (!lease) return forge;
    const removed = await forge.removeStaleLocks();
    if (removed.length > 0) log.warn({ count: removed.length }, 'what a killed git left behind was removed');
    return { ...forge, close: () => forge.close().finally(lease.release) };
  } catch (error) {
    if (error instanceof NotFound) return error.message;
    throw error;
  }
}

/** The lease on a file; the forge is closed when there can be none. */
async function leaseOr(forge: LocalForge, file: string): Promise<ReturnType<typeof takeLease>> {
  try {
    return takeLease(file);
  } catch (error) {
    await forge.close();
    throw error;
  }
}

import { ForgeError } from '#registry/forge/errors.ts';
import type { Forge } from '#registry/forge/forge.ts';

/** Wraps a forge and remembers whether it answered last time. */
export interface ForgeWatch extends Forge {
  status(): 'ok' | 'not asked yet' | 'unreachable' | 'refuses us';
}

export function watchForge(forge: Forge): ForgeWatch {
  let status: ReturnType<ForgeWatch['status']> = 'not asked yet';
  const watch = async <Value>(work: Promise<Value>): Promise<Value> => {
    try {
      const value = await work;
      status = 'ok';
      return value;
    } catch (error) {
      // Rejections and conflicts are answers too.
      const kind = error instanceof ForgeError ? error.kind : 'unavailable';
      status = kind === 'unavailable' ? 'unreachable' : kind === 'unauthorized' || kind === 'not-found' ? 'refuses us' : 'ok';
      throw error;
    }
  };
  return {
    kind: forge.kind,
    readBase: () => watch(forge.readBase()),
    readTip: () => watch(forge.readTip()),
    propose: (proposal) => watch(forge.propose(proposal)),
    read: (submissionId) => watch(forge.read(submissionId)),
    list: (filter) => watch(forge.list(filter)),
    close: () => forge.close(),
    status: () => status,
  };
}

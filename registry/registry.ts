import type { byKind } from './kinds.ts';
import type { Records } from './record/record.ts';
import type { GoneCase, Peer, Settings } from './settings.ts';

/** Everything a registry holds, read and validated; records with errors are left out and named by findings. */
export interface Registry extends Records, ReturnType<typeof byKind> {
  name: string;
  /** The forge's web address of the repository, if it has one. */
  repository: string | undefined;
  /** What content/registry.yml says beside; undefined when it cannot be read. */
  settings: Settings | undefined;
  /** Cases that were published and no longer are, but for those that `redirects` names. */
  gone: readonly GoneCase[];
  /** The registries that this one reads. */
  peers: readonly Peer[];
}

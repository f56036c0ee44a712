import type { byKind } from './kinds.ts';
import type { Records } from './record/record.ts';
import type { Edition } from './session/edition.ts';

/** Everything a registry holds, read and validated; records with errors are left out and named by findings. */
export interface Registry extends Records, ReturnType<typeof byKind> {
  name: string;
  /** The forge's web address of the repository, if it has one. */
  repository: string | undefined;
  /** Frozen packs by the id of their session, the oldest first. */
  editions: ReadonlyMap<string, readonly Edition[]>;
}

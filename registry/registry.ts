import type { byKind } from './kinds.ts';
import type { Records } from './record/record.ts';
import type { Translation } from './record/translation.ts';
import type { Reviewer } from './review/reviewer.ts';
import type { Scorecard } from './review/scorecard.ts';
import type { FrozenEdition } from './session/edition.ts';
import type { ConfirmedLink, GoneCase, Peer, RegistrySettings, SameDecision } from './settings.ts';

/** All records and data of a registry, read and validated; records with errors are left out and have findings. */
export interface Registry extends Records, ReturnType<typeof byKind> {
  name: string;
  /** The repository's web address on its forge, if it has one. */
  repository: string | undefined;
  /** Frozen packs by the id of their session, the oldest first. */
  editions: ReadonlyMap<string, readonly FrozenEdition[]>;
  /** What content/registry.yml says beside; undefined when it cannot be read. */
  settings: RegistrySettings | undefined;
  /** Cases that were published and no longer are, but for those that `redirects` names. */
  gone: readonly GoneCase[];
  /** Translations of cases of the registries that it reads, which it offers them. */
  offers: readonly {
    /** The registry's address, and the id of the case there. */
    registry: string;
    id: string;
    locale: string;
    words: Translation;
    body: string;
  }[];
  /** What was decided of cases that look alike. */
  same: readonly SameDecision[];
  /** Links from cases of other registries to ours that we confirm. */
  confirmed: readonly ConfirmedLink[];
  /** Who may decide on proposals. */
  reviewers: readonly Reviewer[];
  /** Scorecards by the id of their case. */
  scorecards: ReadonlyMap<string, readonly Scorecard[]>;
  /** The registries that this one reads. */
  peers: readonly Peer[];
  /** content/peers.yml is there and cannot be read: nothing that is held may be forgotten because of it. */
  arePeersUnread: boolean;
}

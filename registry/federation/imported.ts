import type { GoneTold, Listed } from './feed-schema.ts';
import type { Licensed } from '../record/licence.ts';
import type { Held } from './settle.ts';

/** How a registry that we read stands. `late` and `unreachable` follow from when it was last read whole. */
export type PeerState = 'new' | 'fresh' | 'failing' | 'held' | 'retired';

/** What we know of a registry that we read. Times are milliseconds since 1970. */
export interface PeerFacts {
  state: PeerState;
  /** The address that the rest was found at. */
  registry?: string;
  /** Why it is failing or held: a code, and what there is to say beside. */
  reason?: { code: string; detail: string };
  /** Of the discovery document: when it was read, its version, the feed that was chosen in it, its keys, where it says that it is now. */
  discoveredAt?: number;
  discoveryEtag?: string;
  schema?: number;
  keys?: readonly string[];
  movedTo?: string | undefined;
  /** Of the index that was settled last: its version, its digest and its day. */
  etag?: string | undefined;
  index?: string | undefined;
  updated?: string;
  /** The digest of an index that a curator has accepted although it is held; of the one that is held. */
  accepted?: string;
  heldIndex?: string;
  /** When it was last asked, and when all of it was last in our hands. */
  checkedAt?: number;
  freshAt?: number;
  /** When readers saw something else of it last. */
  changedAt?: number;
  /** When we began to read it. */
  addedAt: number;
  /** Entries of its lists that cannot be read, and so belong to no record that we could name. */
  unreadable?: number;
  /** How much was taken of its records when they were read: titles or the whole, and by which rules. */
  reads?: string;
  /** Harvests in a row that failed. */
  failures: number;
}

/** A finding about a record of theirs, as they are told it: a code, where in the record, and what became of it. */
export interface ForeignFinding {
  code: string;
  /** JSON pointer into the record. */
  pointer: string;
  /** refused: the record was not taken. dropped: this field was left out. note: nothing was done. */
  weight: 'refused' | 'dropped' | 'note';
}

/** Names one version of a record. */
export const copyKey = (id: string, digest: string): string => `${id} ${digest}`;

/** What was fetched of one version of a record. */
export interface Copy {
  id: string;
  digest: string;
  isValid: boolean;
  /** What may be kept of it, as it was sent; none of what is not valid. */
  text: string | undefined;
  licensed: Licensed;
  findings: readonly ForeignFinding[];
}

export interface LogLine {
  at: number;
  /** A record's id; absent for what is about the whole registry. */
  id?: string;
  event: string;
  detail: string;
}

/** A record with its last good copy. */
export interface ImportedRecord extends Held {
  id: string;
  text: string | undefined;
  licensed: Licensed;
  /** Day on which the good copy came. */
  copiedOn: string | undefined;
  /** About the version that is listed now. */
  findings: readonly ForeignFinding[];
  told: GoneTold | undefined;
}

export interface StoredPage {
  digest: string;
  listed: readonly Listed[];
}

/** What a harvest has settled, to be on disk in one step. */
export interface SettledHarvest {
  facts: PeerFacts;
  /** Records that changed; undefined for those of which nothing is known any more. */
  records: ReadonlyMap<string, Held | undefined>;
  /** Records whose every word goes, of whatever version. */
  erased: readonly string[];
  /** Pages that the index still has, when it counts. */
  pages?: readonly string[];
  log: readonly LogLine[];
}

/**
 * What we hold of other registries, outside of git, which cannot forget. Every promise that resolves has its effect on disk.
 * Adapters: a database (sql-imported.ts over SQLite or PostgreSQL); test/contract/imported.ts says what they do.
 */
export interface Imported {
  peers(): Promise<Map<string, PeerFacts>>;
  peer(id: string): Promise<PeerFacts | undefined>;
  save(id: string, facts: PeerFacts, log?: readonly LogLine[]): Promise<void>;

  /** The right to read a registry until `leaseMs` are over: false when somebody else has it, or when it is not due and `isDue` asks. */
  claim(id: string, options: { owner: string; leaseMs: number; isDue: boolean }, now: number): Promise<boolean>;
  /** Gives the right back, and says when the registry is due next. */
  release(id: string, owner: string, nextAt: number): Promise<void>;
  nextAt(id: string): Promise<number | undefined>;

  /** Pages whose records are all in our hands. */
  pages(peer: string): Promise<Map<string, StoredPage>>;
  /** Every version that was fetched, under its copyKey. */
  copies(peer: string): Promise<Map<string, Pick<Copy, 'id' | 'isValid' | 'licensed'>>>;
  /** A page and the records that came with it, all or none. */
  savePage(peer: string, page: string, stored: StoredPage, copies: readonly Copy[], now: number): Promise<void>;
  gone(peer: string): Promise<{ digest: string; told: readonly GoneTold[] } | undefined>;
  saveGone(peer: string, digest: string, told: readonly GoneTold[]): Promise<void>;
  vocabularies(peer: string): Promise<{ digest: string; text: string } | undefined>;
  saveVocabularies(peer: string, digest: string, text: string): Promise<void>;

  /** What it offers to translate of our cases. */
  translations(peer: string): Promise<{ digest: string; text: string } | undefined>;
  saveTranslations(peer: string, digest: string, text: string): Promise<void>;

  held(peer: string): Promise<Map<string, Held>>;
  settle(peer: string, settlement: SettledHarvest): Promise<void>;
  /** One more harvest in which nothing changed: what was missing is missing still. */
  countMissing(peer: string): Promise<void>;

  records(peer: string): Promise<ImportedRecord[]>;
  /** Newest first. */
  log(peer: string, limit: number): Promise<LogLine[]>;
  close(): Promise<void>;
}

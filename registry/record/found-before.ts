import type { Finding } from '../finding/finding.ts';
import type { Gist } from './gist.ts';
import type { RecordFolder } from './read-records.ts';
import type { Ids, SharedContext } from './record.ts';

/** What is seen in a record's files. */
export interface LookedAt {
  /** What reading them found. */
  reading: Finding[];
  /** Absent when there is no record that can be read. */
  gist?: Gist;
  /** What the rules found in the record. */
  findings: Finding[];
}

/** What was seen once, and what was asked to see it, beside the files themselves and what all records share. */
export interface Found extends LookedAt {
  /** Whether there was a record: its kind, its id, and the answer. */
  asked: [kind: string, id: string, isThere: boolean][];
  /** Kinds of which all ids were looked through, for one that is like a wrong one; and the digest of them. */
  listed: [kind: string, digest: string][];
}

/** What was found, by what it was found in; kept from one check to the next. */
export interface FoundBefore {
  get(key: string): Found | undefined;
  set(key: string, found: Found): void;
}

export interface Recall {
  before: FoundBefore;
  /** Stands for a record's files, and for all that records share. */
  keyOf: (folder: RecordFolder) => string;
  /** The digest of all ids of a kind. */
  digestOf: (kind: string) => string;
}

/** What `look` sees in a record, or what it saw before, if all that it asked then would still be answered in the same way. */
export function findOnce(
  { before, keyOf, digestOf }: Recall,
  folder: RecordFolder,
  context: SharedContext,
  look: (context: SharedContext) => LookedAt,
): LookedAt {
  const key = keyOf(folder);
  const known = before.get(key);
  if (known && isStillSo(known, context, digestOf)) return known;
  const asked = new Map<string, Found['asked'][number]>();
  const listed = new Map<string, string>();
  const listen = (kind: string, ids: Ids): Ids => ({
    has(id) {
      const isThere = ids.has(id);
      asked.set(`${kind} ${id}`, [kind, id, isThere]);
      return isThere;
    },
    [Symbol.iterator]() {
      listed.set(kind, digestOf(kind));
      return ids[Symbol.iterator]();
    },
  });
  // Sources are in a file that all records share.
  const ids = new Map([...context.ids].map(([kind, all]) => [kind, kind === 'source' ? all : listen(kind, all)] as const));
  const seen = look({ ...context, ids });
  const found = ownTexts({ ...seen, asked: [...asked.values()], listed: [...listed] });
  before.set(key, found);
  return found;
}

/** The same with texts of its own: a part of a text keeps the whole file in memory that it was cut out of. */
export const ownTexts = <Value>(value: Value): Value => structuredClone(value);

const isStillSo = ({ asked, listed }: Found, { ids }: SharedContext, digestOf: Recall['digestOf']): boolean =>
  asked.every(([kind, id, wasThere]) => (ids.get(kind)?.has(id) ?? false) === wasThere) &&
  listed.every(([kind, digest]) => digestOf(kind) === digest);

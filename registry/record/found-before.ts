import type { Finding } from '../finding/finding.ts';
import type { Ids, SharedContext } from './record.ts';

/** What was found in a record once, and what was asked to find it, beside the record itself and what all records share. */
export interface Found {
  findings: Finding[];
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

/** A record's key stands for its files, and for all that records share; `digestOf` gives the digest of all ids of a kind. */
export interface Recall {
  before: FoundBefore;
  keyOf: (record: { file: string; translations: ReadonlyMap<string, { file: string }> }) => string;
  digestOf: (kind: string) => string;
}

/** What `look` finds, or what it found before, if all that it asked then would still be answered in the same way. */
export function findOnce(
  { before, digestOf }: Recall,
  key: string,
  context: SharedContext,
  look: (context: SharedContext) => Finding[],
): Finding[] {
  const known = before.get(key);
  if (known && isStillSo(known, context, digestOf)) return known.findings;
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
  const findings = look({ ...context, ids });
  before.set(key, { findings, asked: [...asked.values()], listed: [...listed] });
  return findings;
}

const isStillSo = ({ asked, listed }: Found, { ids }: SharedContext, digestOf: Recall['digestOf']): boolean =>
  asked.every(([kind, id, wasThere]) => (ids.get(kind)?.has(id) ?? false) === wasThere) &&
  listed.every(([kind, digest]) => digestOf(kind) === digest);

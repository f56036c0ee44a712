import { isDeepStrictEqual } from 'node:util';
import type { FeedIndex, GoneTold } from './feed-schema.ts';
import { type Copy, copyKey, type LogLine, type PeerFacts, type SettledHarvest, type StoredPage } from './imported.ts';
import { type Held, type Seen, settle } from './settle.ts';

/** What is on disk of a registry when all that its index names has been read. */
export interface Gathered {
  pages: ReadonlyMap<string, StoredPage>;
  copies: ReadonlyMap<string, Pick<Copy, 'id' | 'isValid'>>;
  held: ReadonlyMap<string, Held>;
  gone: readonly GoneTold[];
}

export interface SettlementOptions {
  facts: PeerFacts;
  /** Digest and version of the index. */
  digest: string;
  etag: string | undefined;
  /** Whether every record that it names could be read. */
  isWhole: boolean;
  now: number;
}

/** What becomes of a registry after a harvest: its records by `settle`, what we know of it, and what is told of that. */
export function makeSettlement(
  { pages, copies, held, gone }: Gathered,
  index: FeedIndex,
  { facts, digest, etag, isWhole, now }: SettlementOptions,
): SettledHarvest & { isHeld: boolean; changes: number } {
  const listed = index.pages.flatMap(({ page }) => pages.get(page)!.listed);
  const seen: Seen = {
    listed: new Map(
      listed.map(({ id, sha256 }) => [id, { digest: sha256, isValid: copies.get(copyKey(id, sha256))?.isValid ?? false }]),
    ),
    // Whoever tells two things of one case and one of them is to forget it is obeyed in that.
    gone: new Map(
      gone.toSorted((a, b) => Number(a.why === 'erased') - Number(b.why === 'erased')).map(({ id, why }) => [id, why]),
    ),
  };
  const today = new Date(now).toISOString().slice(0, 10);
  const settled = settle(held, seen, { today, isAccepted: facts.accepted === digest });
  const copied = new Set([...copies.values()].map(({ id }) => id));
  const erased = gone
    .filter(({ id, why }) => why === 'erased' && (copied.has(id) || (held.get(id)?.state ?? 'erased') !== 'erased'))
    .map(({ id }) => id);
  const log: LogLine[] = settled.changes
    .filter(({ from, to }) => from !== to)
    .map(({ id, from, to }) => ({ at: now, id, event: to, detail: from ?? '' }));
  if (settled.isHeld && facts.heldIndex !== digest) log.push({ at: now, event: 'mass-removal', detail: '' });
  const unreadable = index.pages.reduce((sum, { records }) => sum + records, 0) - listed.length;
  if (unreadable > 0 && unreadable !== facts.unreadable)
    log.push({ at: now, event: 'entries-unreadable', detail: String(unreadable) });
  const { reason: _, heldIndex: _held, accepted: _accepted, ...rest } = facts;
  return {
    facts: {
      ...rest,
      ...(settled.isHeld
        ? { state: 'held', reason: { code: 'mass-removal', detail: '' }, heldIndex: digest }
        : {
            ...{ state: 'fresh', updated: index.updated, freshAt: now, failures: 0, unreadable },
            // What is not whole is read again, though nothing has changed.
            ...(isWhole ? { index: digest, etag } : { index: undefined, etag: undefined }),
          }),
      ...(settled.changes.length > 0 ? { changedAt: now } : {}),
    },
    records: differences(held, settled.held),
    erased,
    ...(settled.isHeld ? {} : { pages: index.pages.map(({ page }) => page) }),
    log,
    ...{ isHeld: settled.isHeld, changes: settled.changes.length },
  };
}

const differences = (before: ReadonlyMap<string, Held>, after: ReadonlyMap<string, Held>): Map<string, Held | undefined> =>
  new Map(
    [...new Set([...before.keys(), ...after.keys()])]
      .filter((id) => !isDeepStrictEqual(before.get(id), after.get(id)))
      .map((id) => [id, after.get(id)]),
  );

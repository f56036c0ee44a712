/** How a record of another registry stands with us. docs/federation.md has the table for people. */
export const RECORD_STATES = ['current', 'stale', 'missing', 'gone', 'erased', 'quarantined'] as const;
export type RecordState = (typeof RECORD_STATES)[number];

export const GONE_REASONS = ['moved', 'merged', 'withdrawn', 'erased'] as const;
export type GoneReason = (typeof GONE_REASONS)[number];

/** What we hold of one record. */
export interface Held {
  state: RecordState;
  /** Digest of the last good copy, which readers see; none in quarantine, and none after it was erased. */
  good: string | undefined;
  /** Day since which it stands so, YYYY-MM-DD. */
  since: string;
  /** Harvests in a row in which it was neither listed nor told to be gone. */
  missed: number;
  /** Why it is gone, as the registry tells. */
  why?: Exclude<GoneReason, 'erased'>;
}

/** What a harvest has seen: every record that is listed, and every one that is told to be gone. */
export interface Seen {
  listed: ReadonlyMap<string, { digest: string; isValid: boolean }>;
  gone: ReadonlyMap<string, GoneReason>;
}

export interface SettleOptions {
  /** YYYY-MM-DD. */
  today: string;
  /** A person has said that so many removals are meant. */
  isAccepted?: boolean;
}

export interface Settled {
  held: ReadonlyMap<string, Held>;
  /** Nothing but erasures was believed: too much would vanish at once, as when a build breaks or a host is stolen. */
  isHeld: boolean;
  /** Ids in order, with what became of them. */
  changes: readonly { id: string; from: RecordState | undefined; to: RecordState | 'dropped' }[];
}

/** How much may vanish in one harvest before a person is asked: small registries have room for a few, large ones for a tenth. */
const [BRAKE_LEAST, BRAKE_PART] = [5, 0.1];

const isLiving = ({ good, state }: Held) => good !== undefined && state !== 'gone';

/**
 * What a harvest may do to what we hold: the one place that decides it. A last good copy is given up only when its registry says
 * that it must be erased; then at once, whatever else is doubted.
 */
export function settle(held: ReadonlyMap<string, Held>, seen: Seen, { today, isAccepted = false }: SettleOptions): Settled {
  const isErased = (id: string) => seen.gone.get(id) === 'erased';
  const living = [...held].filter(([, record]) => isLiving(record));
  const removed = living.filter(([id]) => !seen.listed.has(id) && !isErased(id));
  const isHeld = !isAccepted && removed.length > Math.max(BRAKE_LEAST, Math.floor(living.length * BRAKE_PART));

  const next = new Map<string, Held>();
  const changes: { id: string; from: RecordState | undefined; to: RecordState | 'dropped' }[] = [];
  const ids = [...new Set([...held.keys(), ...(isHeld ? [] : seen.listed.keys())])].toSorted();
  for (const id of ids) {
    const before = held.get(id);
    const after = isHeld && !isErased(id) ? before : settleOne(before, id, seen, today);
    if (after) next.set(id, after);
    if (after?.state !== before?.state || after?.good !== before?.good)
      changes.push({ id, from: before?.state, to: after?.state ?? 'dropped' });
  }
  return { held: next, isHeld, changes };
}

/** One row of the table: how a record stood, against what was seen of it. Undefined when nothing is known of it any more. */
function settleOne(before: Held | undefined, id: string, { listed, gone }: Seen, today: string): Held | undefined {
  const why = gone.get(id);
  const now = listed.get(id);
  const become = (state: RecordState, good: string | undefined, more: Partial<Held> = {}): Held => ({
    state,
    good,
    since: before?.state === state ? before.since : today,
    missed: 0,
    ...more,
  });
  if (why === 'erased') return before ? become('erased', undefined) : undefined;
  if (now?.isValid) return become('current', now.digest);
  if (before?.state === 'erased') return before;
  if (now) return before?.good === undefined ? become('quarantined', undefined) : become('stale', before.good);
  if (before?.good === undefined) return undefined;
  if (why !== undefined) return become('gone', before.good, { why });
  if (before.state === 'gone') return before;
  return become('missing', before.good, { missed: before.missed + 1 });
}

/** A record that has not been seen for so long, in so many harvests, is left out of lists and search. Its page stays. */
const [MISSED_RUNS, MISSED_DAYS] = [3, 30];
const DAY_MS = 24 * 3_600_000;

/** Whether a record is in lists and found by searches. */
export function isListed({ state, since, missed }: Held, today: string): boolean {
  if (state === 'missing') return missed < MISSED_RUNS || Date.parse(today) - Date.parse(since) < MISSED_DAYS * DAY_MS;
  return state === 'current' || state === 'stale';
}

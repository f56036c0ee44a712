import type { Query, SqlValue } from './database.ts';
import type { Claim, Settlement } from './outbox.ts';
import { LONGEST_ANSWER } from './question.ts';
import { isDecided } from './state.ts';

/** Longer messages help nobody, and a forge may send messages of any length. */
const MAX_MESSAGE = 500;

/**
 * Removes the payload after the decision. A published submission is in the repository, and a declined one is no longer needed.
 * Fingerprint, title and times stay, for the key and the status page.
 */
export const DROPPED = { payload: '', payload_bytes: 0, original: null } as const;

/** Ends a claim with its result, unless a later claim has replaced it. */
export async function settleClaim(query: Query, claim: Claim, settlement: Settlement, now: number): Promise<boolean> {
  const changes = { ...changesOf(claim, settlement, now), lease_owner: null, lease_until: null };
  const columns = Object.keys(changes).map((column, index) => `${column} = $${index + 1}`);
  const count = columns.length;
  const rows = await query(
    `update outbox_submissions set ${columns.join(', ')}
     where id = $${count + 1} and lease_owner = $${count + 2} and fence = $${count + 3} returning id`,
    [...Object.values(changes), claim.entry.id, claim.owner, claim.fence],
  );
  return rows.length > 0;
}

function changesOf({ entry }: Claim, settlement: Settlement, now: number): Record<string, SqlValue> {
  switch (settlement.result) {
    case 'failed':
      return { last_error: settlement.error.slice(0, MAX_MESSAGE), due_at: settlement.dueAt, crashes: 0 };
    case 'lost':
      return {
        ...{ state: 'received', attempts: 0, crashes: 0, trying_since: null, due_at: settlement.dueAt },
        last_error: 'The proposal is not there any more: it is made again.',
      };
    case 'postponed': {
      const attempts = entry.attempts - 1;
      return {
        last_error: settlement.error.slice(0, MAX_MESSAGE),
        due_at: settlement.dueAt,
        attempts,
        crashes: 0,
        ...(attempts > 0 ? {} : { trying_since: null }),
      };
    }
    case 'parked': {
      const detail = settlement.detail.slice(0, MAX_MESSAGE);
      return {
        ...{ state: 'parked', parked_reason: settlement.reason, parked_detail: detail, last_error: detail, due_at: null },
        times: JSON.stringify({ ...entry.times, parked: now }),
      };
    }
    case 'moved': {
      const { state, proposal, dueAt, reason } = settlement;
      const hasMoved = state !== entry.state;
      return {
        ...{
          state,
          branch: proposal.branch,
          commit_id: proposal.commit,
          number: proposal.number ?? null,
          url: proposal.url ?? null,
          reason: reason?.slice(0, LONGEST_ANSWER) ?? null,
        },
        ...{ attempts: 0, crashes: 0, trying_since: null, last_error: null, due_at: dueAt ?? null },
        ...(hasMoved
          ? { times: JSON.stringify({ ...entry.times, [state]: now }), decided_at: isDecided(state) ? now : null }
          : {}),
        ...(isDecided(state) ? DROPPED : {}),
        // Another submission may have the id now; this payload returns only if a reviewer reopens the proposal.
        ...(state === 'declined' ? { reserved_case_id: null } : {}),
      };
    }
  }
}

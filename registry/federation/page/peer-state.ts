import type { Speaker } from '../../page/speaker.ts';
import type { PeerFacts } from '../imported.ts';

/** From when on readers are told that a registry cannot be read: shorter failures are nobody's business. */
const UNREACHABLE_MS = 7 * 24 * 3_600_000;

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

/** How a registry stands, for its page: a string of the locale files. */
export function peerState(facts: PeerFacts, now: number): 'new' | 'fresh' | 'late' | 'unreachable' | 'held' | 'retired' {
  if (facts.state !== 'failing') return facts.state;
  return now - (facts.freshAt ?? facts.addedAt) > UNREACHABLE_MS ? 'unreachable' : 'late';
}

/** What readers of a registry's cases should know of it now, in a sentence. */
export function peerNotice(facts: PeerFacts, { t, date }: Speaker, now: number): string | undefined {
  const state = peerState(facts, now);
  if (state === 'retired') return t('foreign.peer.retired');
  if (state !== 'unreachable') return undefined;
  return t('foreign.peer.unreachable', { date: date(dayOf(facts.freshAt ?? facts.addedAt)) });
}

import type { Peer } from '../settings.ts';
import type { Harvested } from './harvest.ts';

const HOUR_MS = 3_600_000;
/** A registry that fails is asked again after an hour, then after twice as long each time, up to a week. */
const LONGEST_MS = 7 * 24 * HOUR_MS;
/** Registries that were added on one day are not all to be read at the same minute. */
const JITTER = 0.1;

/** When a registry is read again. `random` is a number from 0 to 1. */
export function nextHarvest(
  { every }: Pick<Peer, 'every'>,
  { result, retryAfter = 0 }: Pick<Harvested, 'result' | 'retryAfter'>,
  failures: number,
  { now, random }: { now: number; random: number },
): number {
  const interval =
    result === 'failed' ? Math.min(LONGEST_MS, HOUR_MS * 2 ** Math.max(0, Math.min(failures, 20) - 1)) : readHours(every);
  return now + Math.max(retryAfter * 1000, Math.round(interval * (1 + JITTER * random)));
}

const readHours = (every: string) => Number(every.slice(0, -1)) * HOUR_MS;

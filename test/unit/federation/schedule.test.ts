import { expect, test } from 'vitest';
import { nextHarvest } from '#registry/federation/schedule.ts';

const HOUR = 3_600_000;
const hoursUntil = (result: 'settled' | 'failed', failures: number, more: { retryAfter?: number; random?: number } = {}) => {
  const { random = 0, ...told } = more;
  return nextHarvest({ every: '24h' }, { result, ...told }, failures, { now: HOUR, random }) / HOUR - 1;
};

test('a registry is read as often as content/peers.yml says, and at most a tenth later', () => {
  expect(hoursUntil('settled', 0)).toBe(24);
  expect(hoursUntil('settled', 0, { random: 1 })).toBeCloseTo(26.4);
});

test('one that fails is asked again after an hour, then after twice as long each time, up to a week', () => {
  expect([1, 2, 3, 8, 9, 1000].map((failures) => hoursUntil('failed', failures))).toEqual([1, 2, 4, 128, 168, 168]);
});

test('one that asks for time is given it', () => {
  expect(hoursUntil('failed', 1, { retryAfter: 5 * 3600 })).toBe(5);
  expect(hoursUntil('settled', 0, { retryAfter: 60 })).toBe(24);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Held, isListed, RECORD_STATES, type RecordState, type Seen, settle } from '#registry/federation/settle.ts';

const TODAY = '2026-11-29';
const BEFORE = '2026-10-01';

const held = (state: RecordState): Held => ({
  state,
  good: state === 'quarantined' || state === 'erased' ? undefined : 'old',
  since: BEFORE,
  missed: state === 'missing' ? 1 : 0,
});

const SEEN: Readonly<Record<string, Seen>> = {
  'listed, valid': { listed: new Map([['a', { digest: 'new', isValid: true }]]), gone: new Map() },
  'listed, not valid': { listed: new Map([['a', { digest: 'bad', isValid: false }]]), gone: new Map() },
  'not listed, not told': { listed: new Map(), gone: new Map() },
  'told moved': { listed: new Map(), gone: new Map([['a', 'moved']]) },
  'told erased': { listed: new Map(), gone: new Map([['a', 'erased']]) },
  'told erased and listed': { listed: new Map([['a', { digest: 'new', isValid: true }]]), gone: new Map([['a', 'erased']]) },
};

/** The table of docs/federation.md: state and digest after a harvest, for each state before. */
const TABLE: Readonly<Record<string, Partial<Record<RecordState | 'new', string>>>> = {
  'listed, valid': {
    ...{ new: 'current new', current: 'current new', stale: 'current new', missing: 'current new', gone: 'current new' },
    ...{ erased: 'current new', quarantined: 'current new' },
  },
  'listed, not valid': {
    ...{ new: 'quarantined -', current: 'stale old', stale: 'stale old', missing: 'stale old', gone: 'stale old' },
    ...{ erased: 'erased -', quarantined: 'quarantined -' },
  },
  'not listed, not told': {
    ...{ new: 'nothing', current: 'missing old', stale: 'missing old', missing: 'missing old', gone: 'gone old' },
    ...{ erased: 'erased -', quarantined: 'nothing' },
  },
  'told moved': {
    ...{ new: 'nothing', current: 'gone old', stale: 'gone old', missing: 'gone old', gone: 'gone old' },
    ...{ erased: 'erased -', quarantined: 'nothing' },
  },
  'told erased': {
    ...{ new: 'nothing', current: 'erased -', stale: 'erased -', missing: 'erased -', gone: 'erased -' },
    ...{ erased: 'erased -', quarantined: 'erased -' },
  },
  'told erased and listed': {
    ...{ new: 'nothing', current: 'erased -', stale: 'erased -', missing: 'erased -', gone: 'erased -' },
    ...{ erased: 'erased -', quarantined: 'erased -' },
  },
};

describe.each(Object.keys(TABLE))('a record that is %s', (seen) => {
  test.each(['new', ...RECORD_STATES] as const)('and was %s', (state) => {
    const before = new Map(state === 'new' ? [] : [['a', held(state)]]);
    const after = settle(before, SEEN[seen]!, { today: TODAY }).held.get('a');
    expect(after ? `${after.state} ${after.good ?? '-'}` : 'nothing').toBe(TABLE[seen]![state]);
  });
});

test('a state keeps the day on which it began, and what is missing is counted', () => {
  const again = settle(new Map([['a', held('missing')]]), SEEN['not listed, not told']!, { today: TODAY }).held.get('a');
  expect(again).toMatchObject({ since: BEFORE, missed: 2 });
  const first = settle(new Map([['a', held('current')]]), SEEN['not listed, not told']!, { today: TODAY }).held.get('a');
  expect(first).toMatchObject({ since: TODAY, missed: 1 });
});

test('a new version of a record is a change, and the same one again is none', () => {
  const changes = (good: string) =>
    settle(new Map([['a', { ...held('current'), good }]]), SEEN['listed, valid']!, { today: TODAY }).changes;
  expect(changes('old')).toEqual([{ id: 'a', from: 'current', to: 'current' }]);
  expect(changes('new')).toEqual([]);
});

test('what is missing leaves lists after three harvests and thirty days, not after one of them', () => {
  const missing = { ...held('missing'), since: '2026-10-30' };
  expect(isListed({ ...missing, missed: 3 }, '2026-11-28')).toBe(true);
  expect(isListed({ ...missing, missed: 2 }, '2026-12-28')).toBe(true);
  expect(isListed({ ...missing, missed: 3 }, '2026-11-29')).toBe(false);
  expect(RECORD_STATES.filter((state) => isListed(held(state), TODAY))).toEqual(['current', 'stale', 'missing']);
});

describe('the brake', () => {
  const many = (count: number) => new Map(Array.from({ length: count }, (_, index) => [`case-${index}`, held('current')]));
  const listing = (count: number): Seen => ({
    listed: new Map(Array.from({ length: count }, (_, index) => [`case-${index}`, { digest: 'new', isValid: true }])),
    gone: new Map(),
  });

  test.each([
    [10, 5, false],
    [10, 4, true],
    [5, 0, false],
    [6, 0, true],
    [100, 90, false],
    [100, 89, true],
    [60, 0, true],
  ])('of %i records %i are still listed: held is %s', (before, after, isHeld) => {
    const settled = settle(many(before), listing(after), { today: TODAY });
    expect(settled.isHeld).toBe(isHeld);
    if (isHeld) expect(settled.held).toEqual(many(before));
    expect(settle(many(before), listing(after), { today: TODAY, isAccepted: true }).isHeld).toBe(false);
  });

  test('counts neither what was gone already nor what is erased', () => {
    const gone = new Map(Array.from({ length: 20 }, (_, index) => [`case-${index}`, held('gone')]));
    expect(settle(gone, listing(0), { today: TODAY }).isHeld).toBe(false);
    const erased = new Map(Array.from({ length: 20 }, (_, index) => [`case-${index}`, 'erased' as const]));
    expect(settle(many(20), { listed: new Map(), gone: erased }, { today: TODAY }).isHeld).toBe(false);
  });

  test('counts those that are told to be withdrawn too, and lets erasures through whatever else is doubted', () => {
    const gone = new Map(
      Array.from({ length: 30 }, (_, index) => [`case-${index}`, index < 3 ? 'erased' : 'withdrawn'] as const),
    );
    const settled = settle(many(40), { listed: new Map(), gone }, { today: TODAY });
    expect(settled.isHeld).toBe(true);
    expect(settled.changes.map(({ id, to }) => [id, to])).toEqual([
      ['case-0', 'erased'],
      ['case-1', 'erased'],
      ['case-2', 'erased'],
    ]);
  });
});

test('over 10,000 histories of a hostile registry no last good copy is lost but by erasure, and nothing is outside the table', () => {
  const ids = Array.from({ length: 40 }, (_, index) => `case-${index}`);
  const id = fc.constantFrom(...ids, '__proto__', 'constructor');
  const seen = fc.record({
    listed: fc
      .array(fc.tuple(id, fc.record({ digest: fc.constantFrom('1', '2', '3'), isValid: fc.boolean() })), { maxLength: 45 })
      .map((entries) => new Map(entries)),
    gone: fc
      .array(fc.tuple(id, fc.constantFrom('moved' as const, 'merged' as const, 'withdrawn' as const, 'erased' as const)), {
        maxLength: 12,
      })
      .map((entries) => new Map(entries)),
    isAccepted: fc.boolean(),
  });
  let harvests = 0;
  fc.assert(
    fc.property(fc.array(seen, { minLength: 1, maxLength: 8 }), (history) => {
      let now: ReadonlyMap<string, Held> = new Map();
      for (const { isAccepted, ...each } of history) {
        harvests++;
        const { held: after, isHeld } = settle(now, each, { today: TODAY, isAccepted });
        for (const [name, before] of now) {
          if (before.good !== undefined && each.gone.get(name) !== 'erased' && after.get(name)?.good === undefined) return false;
          if (isHeld && each.gone.get(name) !== 'erased' && after.get(name) !== before) return false;
        }
        for (const [name, { state, good }] of after) {
          if (!RECORD_STATES.includes(state) || !(now.has(name) || each.listed.has(name))) return false;
          if ((good === undefined) !== (state === 'erased' || state === 'quarantined')) return false;
          if (good !== undefined && each.gone.get(name) === 'erased') return false;
        }
        now = after;
      }
      return true;
    }),
    { numRuns: 10_000 },
  );
  expect(harvests).toBeGreaterThan(10_000);
});

import { beforeAll, describe, expect, test } from 'vitest';
import { canFollow, describeState, PARK_REASONS, stateOf, SUBMISSION_STATES } from '#registry/submission/state.ts';
import { type FixtureContext, fixtureContext } from './quick-submission.ts';

describe('the state of a submission', () => {
  let context: FixtureContext;
  beforeAll(async () => void (context = await fixtureContext()));

  test('has a name and a next step in every language, and a parked one its reason', () => {
    for (const locale of context.registry.locales.values()) {
      for (const state of SUBMISSION_STATES) {
        const { label, next } = describeState(state, locale);
        expect([label, next].every((words) => words.length > 3)).toBe(true);
      }
      for (const reason of PARK_REASONS) expect(describeState('parked', locale, reason).reason).toMatch(/\.$/);
    }
  });

  test('is what the forge says of its proposal', () => {
    expect((['open', 'merged', 'closed'] as const).map(stateOf)).toEqual(['in-review', 'published', 'declined']);
  });

  test('goes forward: published is for good, declined can be taken up again', () => {
    expect(SUBMISSION_STATES.filter((next) => canFollow('published', next))).toEqual([]);
    expect(SUBMISSION_STATES.filter((next) => canFollow('declined', next))).toEqual(['in-review', 'published']);
    expect(canFollow('received', 'published')).toBe(false);
  });
});

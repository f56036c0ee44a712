import { beforeAll, describe, expect, test } from 'vitest';
import { describeState, PARK_REASONS, submissionState, SUBMISSION_STATES } from '#registry/outbox/state.ts';
import { type FixtureContext, fixtureContext } from '../submission/quick-submission.ts';

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
    expect((['open', 'merged', 'closed'] as const).map(submissionState)).toEqual(['in-review', 'published', 'declined']);
  });
});

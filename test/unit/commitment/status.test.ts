import { expect, test } from 'vitest';
import { isFinal, lastReport, statusOf, STATUSES } from '#registry/commitment/status.ts';
import type { Commitment } from '#registry/commitment/schema.ts';

const report = (on: string, status: NonNullable<Commitment['reports']>[number]['status']) => ({ id: on, on, status, text: '…' });
const due = '2028-06-30';

test.each([
  ['nobody owes a report yet', [], '2028-06-30', 'open'],
  ['the day has passed and nothing was told', [], '2028-07-01', 'silent'],
  ['something was told before, and nothing since the day', [report('2028-02-01', 'at-risk')], '2028-07-01', 'silent'],
  ['something was told before the day', [report('2028-02-01', 'at-risk')], '2028-03-01', 'at-risk'],
  ['a report came on the day', [report('2028-06-30', 'late')], '2029-01-01', 'late'],
  ['it is done, and nothing more is owed', [report('2028-02-01', 'done')], '2030-01-01', 'done'],
  ['it was dropped, and nothing more is owed', [report('2028-02-01', 'dropped')], '2030-01-01', 'dropped'],
  ['reports are in no order', [report('2028-05-01', 'late'), report('2028-02-01', 'on-track')], '2028-06-01', 'late'],
] as const)('when %s', (_when, reports, today, expected) => {
  expect(statusOf({ due, reports: [...reports] }, today)).toBe(expected);
});

test('every status has a place on the board, and two of them are final', () => {
  expect(new Set(STATUSES).size).toBe(7);
  expect(STATUSES.filter(isFinal).toSorted()).toEqual(['done', 'dropped']);
  expect(lastReport({})).toBeUndefined();
});

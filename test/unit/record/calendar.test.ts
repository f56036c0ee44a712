import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { date, day } from '#registry/schema/fields.ts';
import { readDate } from '#registry/submission/form/typed-date.ts';

/** Whether a day exists, according to Date. */
const exists = (written: string) => {
  const time = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(written);
};
const two = (value: number) => String(value).padStart(2, '0');
const days = fc
  .tuple(fc.integer({ min: 1500, max: 2200 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }))
  .map(([year, month, dayOfMonth]) => `${year}-${two(month)}-${two(dayOfMonth)}`);

describe('a day', () => {
  test.each([
    '2026-02-30',
    '2021-02-31',
    '2027-04-31',
    '2023-02-29',
    '1900-02-29',
    '2100-02-29',
    '2024-13-01',
    '2024-00-10',
    '0000-01-01',
  ])('%s is none, for a file, the API, editors and the form alike', (written) => {
    expect(day().safeParse(written).success).toBe(false);
    expect(date().safeParse(written).success).toBe(false);
    expect(new RegExp((z.toJSONSchema(day()) as { pattern: string }).pattern).test(written)).toBe(false);
    expect(readDate(written)).toBeUndefined();
  });

  test.each(['2024-02-29', '2000-02-29', '1600-02-29', '2026-12-31', '2200-06-30'])('%s is one', (written) => {
    expect(day().safeParse(written).success).toBe(true);
    expect(readDate(written)).toBe(written);
  });

  test('is one for all of them exactly if the calendar has it', () => {
    fc.assert(
      fc.property(days, (written) => {
        const there = exists(written);
        expect([day().safeParse(written).success, date().safeParse(written).success]).toEqual([there, there]);
        const [year, month, dayOfMonth] = written.split('-');
        expect(readDate(`${dayOfMonth}/${month}/${year}`) !== undefined).toBe(there);
      }),
      { numRuns: 3000 },
    );
  });
});

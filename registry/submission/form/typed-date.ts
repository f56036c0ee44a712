import { date, yearLimit } from '../../schema/fields.ts';

const ISO = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/;
const USUAL = /^(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})$/;

/** Whether somebody wrote a day or a month, in the calendar or not. */
export const isLikeDate = (value: unknown): value is string =>
  typeof value === 'string' && (ISO.test(value.trim()) || USUAL.test(value.trim()));

/** Whether somebody wrote a year that no date can have, alone or in a date. */
export function isOtherYear(value: unknown): value is string | number {
  const typed = String(value).trim();
  const year = /^\d{4}$/.exec(typed)?.[0] ?? ISO.exec(typed)?.[1] ?? USUAL.exec(typed)?.[3];
  return year !== undefined && yearLimit(Number(year)) !== undefined;
}

/**
 * Parses a date as people write it: a year, day/month/year and month/year as usual in the region, or ISO 8601. Returns a year
 * as a number and other dates as ISO 8601; undefined for other text.
 */
export function readDate(text: string): number | string | undefined {
  const typed = text.trim();
  if (/^\d{4}$/.test(typed)) return date().safeParse(Number(typed)).success ? Number(typed) : undefined;
  const iso = ISO.exec(typed);
  const usual = USUAL.exec(typed);
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : usual ? [usual[3], usual[2], usual[1]] : [];
  if (year === undefined || month === undefined) return undefined;
  const written = [year, month.padStart(2, '0'), ...(day === undefined ? [] : [day.padStart(2, '0')])].join('-');
  return date().safeParse(written).success ? written : undefined;
}

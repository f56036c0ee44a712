import type { Speaker } from './speaker.ts';

/** «2007–2012», «desde 2007», «hasta 2012», or empty. */
export function formatYears(
  period: { start?: number | string | undefined; end?: number | string | undefined } | undefined,
  { t }: Pick<Speaker, 't'>,
): string {
  const [start, end] = [period?.start, period?.end].map((date) => (date === undefined ? undefined : String(date).slice(0, 4)));
  if (start && end) return start === end ? start : `${start}–${end}`;
  if (start) return t('years.since', { year: start });
  return end ? t('years.until', { year: end }) : '';
}

/** The last day (YYYY-MM-DD) of a year, a month or a day, given as such: what is due in 2027 is due by its end. */
export function lastDay(date: string): string {
  const [year, month = '12', day] = date.split('-');
  if (day !== undefined) return date;
  return new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
}

/** The order of such dates, by their ends. */
export const byLastDay = (one: string, other: string): number => lastDay(one).localeCompare(lastDay(other));

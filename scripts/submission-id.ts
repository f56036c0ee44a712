import { Failure } from './command.ts';

/** Senders are shown the first eight signs of an id. */
const FEWEST = 8;

/** The whole id that begins with what was given; the same when there is none. Throws Failure when there are several. */
export function wholeId(given: string, known: readonly string[]): string {
  const found = given.length < FEWEST ? [] : [...new Set(known.filter((id) => id.startsWith(given)))];
  if (found.length > 1) throw new Failure(`Several ids begin with ${given}: ${found.join(', ')}.`);
  return found[0] ?? given;
}

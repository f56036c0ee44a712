/** The longest wait between attempts, so that a forge that is back is not left idle. */
export const LONGEST_WAIT_MS = 15 * 60_000;
const FIRST_WAIT_MS = 1_000;

/**
 * Milliseconds to wait after the given number of failed attempts: exponential with full jitter, so that what failed together
 * does not come back together (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/). `random` is in [0, 1).
 */
export function waitAfter(attempts: number, random: () => number): number {
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(Math.max(0, attempts - 1), 30));
  return Math.round(random() * longest);
}

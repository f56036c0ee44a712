/** A field that people never see: only programs that fill in everything write into it. */
export const HONEYPOT = 'website';

/** Nobody reads, types and reviews faster than this; it costs the simplest programs their speed and people nothing. */
const MIN_SECONDS = 3;

/** Whether a form was filled in by a program, as far as that can be told without asking people to prove anything. */
export function isHoneypotFilled(body: Readonly<Record<string, unknown>>): boolean {
  return typeof body[HONEYPOT] === 'string' && body[HONEYPOT] !== '';
}

export const isTooFast = (started: number, now: number) => now - started < MIN_SECONDS * 1000;

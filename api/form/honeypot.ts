import type { Element } from 'hast';
import { h } from 'hastscript';

/** A field that people never see: only programs that fill in everything write into it. */
const HONEYPOT = 'website';

export const honeypot = (t: (key: string) => string): Element =>
  h('div.trap', { ariaHidden: 'true' }, [
    h('label', { htmlFor: HONEYPOT }, t('form.trap')),
    h('input', { id: HONEYPOT, name: HONEYPOT, type: 'text', tabIndex: -1, autoComplete: 'off' }),
  ]);

/** Nobody reads, types and reviews faster than this. It slows down simple bots and costs people nothing. */
const MIN_SECONDS = 3;

/** Whether a program filled in the form, as far as that is visible without a test for people. */
export function isHoneypotFilled(body: Readonly<Record<string, unknown>>): boolean {
  return typeof body[HONEYPOT] === 'string' && body[HONEYPOT] !== '';
}

export const isTooFast = (started: number, now: number) => now - started < MIN_SECONDS * 1000;

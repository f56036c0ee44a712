import { isUtf8 } from 'node:buffer';
import { ProblemError } from '../problem/problem-error.ts';
import { MAX_FIELDS } from './multipart.ts';

const AMPERSAND = 0x26;

/**
 * Parses application/x-www-form-urlencoded. Throws ProblemError `body-too-large` for more fields than any form has, or
 * `body-malformed`.
 */
export function readFields(bytes: Buffer): [name: string, value: string][] {
  if (!isUtf8(bytes)) throw new ProblemError('body-malformed');
  let fields = 1;
  for (let at = bytes.indexOf(AMPERSAND); at !== -1; at = bytes.indexOf(AMPERSAND, at + 1))
    if (++fields > MAX_FIELDS) throw new ProblemError('body-too-large');
  return [...new URLSearchParams(bytes.toString())];
}

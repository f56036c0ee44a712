import { findBrokenBound } from '../content/json-bounds.ts';
import { Refused } from './fetch/refused.ts';

/** Lists and maps inside each other; a record of ours has nine. */
const DEPTH = 32;
const VALUES = 500_000;

/** JSON from outside: UTF-8 without a mark, and not so deep that reading what is in it would exhaust whoever does. Throws Refused. */
export function parseJson(bytes: Buffer): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refused('not-utf8');
  }
  if (findBrokenBound(bytes, { depth: DEPTH, values: VALUES, words: Infinity })) throw new Refused('too-deep');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Refused('not-json');
  }
}

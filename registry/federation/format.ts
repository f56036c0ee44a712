import { createHash } from 'node:crypto';
import { SCHEMA_VERSION } from '../publication/record-json.ts';

export const REGISTRY_FORMAT = 'lqf-registry/1';
export const FEED_FORMAT = 'lqf-federation/1';

/** The versions of records that we can read, the newest first. What is published is in feed.ts. */
export const FEED_SCHEMAS: readonly number[] = [SCHEMA_VERSION];

/** The licence of what this registry writes, by its SPDX id. */
export const LICENCE = 'CC-BY-4.0';

/** Records on a page, about: pages are halved until they hold no more. */
const PER_PAGE = 100;
/** A page's name has at most four hex digits. */
const MOST_BITS = 16;

export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** How many bits of an id's digest say which page it is on: a power of two of pages, so that few move when there are more. */
export function pageBits(records: number): number {
  let bits = 0;
  while (bits < MOST_BITS && records / 2 ** bits > PER_PAGE) bits++;
  return bits;
}

/** The page of a record, from its id alone. */
export const feedPageOf = (id: string, bits: number): string =>
  pageName(parseInt(sha256(id).slice(0, 4), 16) >> (16 - bits), bits);

export const pageName = (number: number, bits: number): string =>
  number.toString(16).padStart(Math.max(2, Math.ceil(bits / 4)), '0');

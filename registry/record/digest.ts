import { createHash } from 'node:crypto';
import type * as z from 'zod';
import { extractWords } from './translation.ts';

/** Twelve hex digits of SHA-256 over an original's words; a change means that translations are out of date. */
export function wordsDigest(facts: object, body: string, schema: z.ZodType): string {
  const words = JSON.stringify([sortKeys(extractWords(facts, schema)), body.trim()]);
  return createHash('sha256').update(words.normalize('NFC')).digest('hex').slice(0, 12);
}

/** Key order does not affect the digest. */
function sortKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sortKeys(inner)]),
  );
}

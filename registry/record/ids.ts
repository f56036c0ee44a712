import type { Ids } from './record.ts';

/** The ids of several sets. Nothing is copied: a registry has thousands, and is asked for a few. */
export const unionOf = (...parts: readonly Ids[]): Ids => ({
  has: (id) => parts.some((part) => part.has(id)),
  *[Symbol.iterator]() {
    for (const part of parts) yield* part;
  },
});

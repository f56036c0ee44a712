import type { Ids } from './record.ts';

/** The union of several sets of ids, without copying: a registry has thousands, and few are asked for. */
export const unionOf = (...parts: readonly Ids[]): Ids => ({
  has: (id) => parts.some((part) => part.has(id)),
  *[Symbol.iterator]() {
    for (const part of parts) yield* part;
  },
});

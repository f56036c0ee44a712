import type { Token } from './analysis/tokens.ts';

export interface CorrectedWord {
  typed: Token;
  /** The spelling that was searched instead. */
  corrected?: string | undefined;
}

/** The query with its corrected spellings; absent when nothing was corrected. */
export function suggest(q: string, words: readonly CorrectedWord[]): string | undefined {
  const corrected = words.filter((word) => word.corrected !== undefined).toSorted((a, b) => b.typed.start - a.typed.start);
  if (corrected.length === 0) return undefined;
  return corrected.reduce((text, { typed, corrected: shown }) => text.slice(0, typed.start) + shown! + text.slice(typed.end), q);
}

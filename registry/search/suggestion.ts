import type { Token } from './analysis/tokens.ts';

export interface CorrectedWord {
  typed: Token;
  /** The spelling that was looked for instead. */
  corrected?: string | undefined;
}

/** The query with the spellings that were looked for instead of what was typed; absent when it was taken as it is. */
export function suggest(q: string, words: readonly CorrectedWord[]): string | undefined {
  const corrected = words.filter((word) => word.corrected !== undefined).toSorted((a, b) => b.typed.start - a.typed.start);
  if (corrected.length === 0) return undefined;
  return corrected.reduce((text, { typed, corrected: shown }) => text.slice(0, typed.start) + shown! + text.slice(typed.end), q);
}

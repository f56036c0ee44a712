import { fold } from './analysis/fold.ts';
import { soundOf } from './analysis/sound.ts';
import type { Token } from './analysis/tokens.ts';
import type { AnswerState } from './bounds.ts';

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

/**
 * Whether a question with corrected spellings is taken for what was meant, by its answer: a guess has to be answered, while words
 * that sound as those that were typed are the same words.
 */
export const isMeant = (state: AnswerState, words: readonly CorrectedWord[]): boolean =>
  state === 'answers' ||
  (state === 'near' &&
    words.every(({ typed, corrected }) => corrected === undefined || soundOf(fold(corrected)) === soundOf(typed.word)));

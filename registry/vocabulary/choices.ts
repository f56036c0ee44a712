import { narrowerOf } from './levels.ts';
import { UNSORTED } from './unsorted.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The ids that a published record can name: neither areas nor the placeholder. */
export const choicesIn = (vocabulary: Vocabulary): string[] =>
  [...vocabulary.concepts.keys()].filter((id) => id !== UNSORTED && narrowerOf(vocabulary, id).length === 0);

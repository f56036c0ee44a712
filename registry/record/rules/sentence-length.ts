import { finding } from '../../finding/finding.ts';
import { countWords, splitSentences } from '../../markdown/sentence.ts';
import type { RecordRule } from '../record.ts';
import { proseOf } from '../passages.ts';

/** A sentence above the limit is hard to read at once. */
export const checkSentenceLength: RecordRule = (record, { style }) => {
  if (!style) return [];
  const max = style.maxSentenceWords;
  // A word and the blank behind it are two characters at least.
  const mayBeLong = (words: string) => words.length > 2 * max;
  return proseOf(record).flatMap(({ passages }) =>
    passages.flatMap(({ field, text, placeOf }) =>
      (mayBeLong(text) ? splitSentences(text) : []).flatMap((sentence) => {
        const words = mayBeLong(sentence.text) ? countWords(sentence.text) : 0;
        if (words <= max) return [];
        const given = sentence.text.replace(/\s+/g, ' ').slice(0, 60);
        return [finding('sentence-too-long', placeOf(sentence.index), { field, words, max, given })];
      }),
    ),
  );
};

/**
 * BM25+ as Y. Lv and C. Zhai describe it ("Lower-bounding term frequency normalization", CIKM 2011): how fast repetition saturates,
 * how much a long text costs, and the least that a match is worth.
 */
const [SATURATION, LENGTH, LEAST] = [1.2, 0.7, 0.5];

/** How hard it is for words of a text to score, by the text's length and the usual one. */
export const saturationOf = (length: number, usualLength: number): number =>
  SATURATION * (1 - LENGTH + (LENGTH * length) / usualLength);

/** The score of a word that a text has so many times, before its rarity. */
export const scoreOfTimes = (times: number, saturation: number): number =>
  LEAST + (times * (SATURATION + 1)) / (times + saturation);

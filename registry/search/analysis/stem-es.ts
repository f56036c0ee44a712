import { stripGender } from './stem-romance.ts';

/** Light Spanish stemmer (plural and gender suffixes) for folded words; words of up to three letters stay as they are. */
export function stemSpanish(word: string): string {
  if (word.length <= 3) return word;
  return stripGender(singular(word));
}

function singular(word: string): string {
  // intereses and interés must have one stem, and accents are gone: both are stemmed as words in -es.
  const once = word.endsWith('eses') ? word.slice(0, -2) : word;
  // Words in -is and -us are usually singular (crisis, país, virus).
  return once.length > 3 && /[^ius]s$/.test(once) ? once.slice(0, -1) : once;
}

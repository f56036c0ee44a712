import { stripGender } from './stem-romance.ts';

/** Light Spanish stemmer (plural and gender suffixes) for folded words; words of up to three letters stay as they are. */
export function stemSpanish(word: string): string {
  if (word.length <= 3) return word;
  return stripGender(singular(word));
}

function singular(word: string): string {
  // intereses and interés must meet, and accents are gone: both end as a word in -es.
  const once = word.endsWith('eses') ? word.slice(0, -2) : word;
  // -is and -us are singular more often than not (crisis, país, virus).
  return once.length > 3 && /[^ius]s$/.test(once) ? once.slice(0, -1) : once;
}

import { stripGender } from './stem-romance.ts';

/** Light Portuguese stemmer (plural and gender suffixes) for folded words; words of up to three letters stay as they are. */
export function stemPortuguese(word: string): string {
  if (word.length <= 3) return word;
  return stripGender(european(singular(word)));
}

/** Tried in order. -il must count as -el too, for fácil and fáceis, nível and níveis. */
const PLURALS: readonly (readonly [RegExp, string])[] = [
  [/(?:oes|aes|aos)$/, 'ao'],
  [/(?<=..)ais$/, 'al'],
  [/(?<=..)ois$/, 'ol'],
  [/(?<=..)uis$/, 'ul'],
  [/(?<=..)(?:eis|(?<=[^aeou])is|il)$/, 'el'],
  [/ns$/, 'm'],
  [/(?<=..[ae]u)s$/, ''],
  [/(?<=..[^ius])s$/, ''],
];

function singular(word: string): string {
  const once = word.endsWith('eses') ? word.slice(0, -2) : word;
  if (once.length <= 3) return once;
  const plural = PLURALS.find(([ending]) => ending.test(once));
  return plural ? once.replace(plural[0], plural[1]) : once;
}

/** europeia is the feminine of europeu. */
const european = (word: string) => word.replace(/(?<=..)eia$/, 'eu');

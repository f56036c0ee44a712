import { fold } from './fold.ts';

export interface Token {
  /** Folded. */
  word: string;
  /** Position in the original text, in code units. */
  start: number;
  end: number;
}

/** Invisible characters that may be inside a word: soft hyphens, joiners, direction marks. */
const UNSEEN = '\\u00ad\\u034f\\u061c\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff';
const SIGN = `[\\p{L}\\p{M}\\p{N}${UNSEEN}]`;

/** Forms that count as one word in spite of punctuation, the most specific first. */
const FORMS = [
  // Grouped thousands: "380 000", "380.000", "380,000", "1’200’000".
  "(?<![\\p{N}.,])\\p{N}{1,3}(?:[ .,'’\\u00a0\\u202f]\\p{N}{3})+(?![\\p{N}]|[.,]\\p{N})",
  // "4.0", "10,5"
  '\\p{N}+(?:[.,]\\p{N}+)+',
  // Acronyms with points: "S.A.", "EE. UU.", "D.C."
  '(?<![\\p{L}\\p{M}\\p{N}])(?:\\p{Lu}{1,2}\\.[ \\u00a0]?)+\\p{Lu}{1,2}\\.(?![\\p{L}])',
  '(?<![\\p{L}\\p{M}\\p{N}.])\\p{L}(?:\\.\\p{L})+(?![\\p{L}\\p{M}\\p{N}])\\.?',
  // "EE UU", "FF.AA.", "rr. hh."
  '(?<![\\p{L}\\p{M}\\p{N}])(\\p{L})\\1(?:\\.[ \\u00a0]?|[ \\u00a0])(\\p{L})\\2(?:\\.|(?![\\p{L}\\p{M}\\p{N}]))',
  // "I+D", "R&D", "I + D"
  '(?<![\\p{L}\\p{M}\\p{N}])\\p{Lu}(?: [+&] \\p{Lu})+(?![\\p{L}\\p{M}\\p{N}])',
  '\\p{L}(?:[+&]\\p{L})+(?![\\p{L}\\p{M}\\p{N}])',
  // Inclusive spelling: "niñ@s", "tod@"
  '\\p{L}{2,}@s?(?![\\p{L}\\p{M}\\p{N}@.])',
  `[\\p{L}\\p{M}\\p{N}]${SIGN}*`,
];

/** Letters and digits, so hyphens split; FORMS lists exceptions. */
const WORD = new RegExp(FORMS.join('|'), 'gu');

/** "KPIs", "TICs": the plural of an acronym, which a stemmer cannot tell from a word. */
const PLURAL_ACRONYM = /^\p{Lu}{2,}s$/u;
const INVISIBLE = new RegExp(`[${UNSEEN}]`, 'gu');
const GROUPED = /^\p{N}{1,3}(?:[ .,'’\u00a0\u202f]\p{N}{3})+$/u;
const DECIMAL = /^\p{N}+,\p{N}+$/u;
const SPACED = /^\p{L}(?: [+&] \p{L})+$/u;
const POINTED = /^(?:\p{L}{1,2}\.[ \u00a0\p{L}.]*|(\p{L})\1[ \u00a0](\p{L})\2\.?)$/iu;
/** "niñxs" for "niños"; no other word of our languages ends so, but for a few names. */
const WITH_X = /^(\p{L}{3,})xs$/u;

/** Most words: letters of which only the first may be a capital. */
const SIMPLE = /^[A-ZÀ-ÖØ-Þ]?[a-zß-öø-ÿ]+(?<!xs)$/;

/** Normalises a word for comparison. */
export function foldWord(found: string): string {
  if (SIMPLE.test(found)) return fold(found);
  const seen = found.replaceAll(INVISIBLE, '');
  if (PLURAL_ACRONYM.test(seen)) return fold(seen.slice(0, -1));
  if (GROUPED.test(seen)) return fold(seen.replaceAll(/[^\p{N}]/gu, ''));
  // "4,0" and "4.0" are one number.
  if (DECIMAL.test(seen)) return seen.replace(',', '.');
  if (SPACED.test(seen)) return fold(seen.replaceAll(' ', ''));
  if (POINTED.test(seen)) return fold(seen.replaceAll(/[. \u00a0]/g, ''));
  return fold(seen.replace('@', 'o').replace(WITH_X, '$1os'));
}

/** The words of a text as written, in order. */
export const wordsIn = (text: string): readonly string[] => text.match(WORD) ?? [];

/** The words of a text in order, with their positions. */
export function tokenize(text: string): Token[] {
  return Array.from(text.matchAll(WORD), ({ 0: found, index }) => ({
    word: foldWord(found),
    start: index,
    end: index + found.length,
  }));
}

/** Compounds with hyphens, of letters or of letters and digits: "COVID-19", "e-commerce", "socio-económico". */
const COMPOUND = /(?<![\p{L}\p{M}\p{N}-])[\p{L}\p{M}\p{N}]+(?:[-‐‑][\p{L}\p{M}\p{N}]+)+/gu;
/** Longer chains are lists, which nobody writes as one word. */
const MOST_PARTS = 3;

/** An acronym with the number behind it, which many write as one word: "ODS 4". */
const NUMBERED = /(?<![\p{L}\p{M}\p{N}-])\p{Lu}{2,5}[ \u00a0]\p{N}{1,3}(?![\p{L}\p{M}\p{N}]|[ .,\u00a0]\p{N})/gu;

/** The compounds of a text, folded and without what joins them: "covid19", "ods4". */
export function compoundsIn(text: string): string[] {
  const joined = (text.match(COMPOUND) ?? []).filter((found) => found.split(/[-‐‑]/).length <= MOST_PARTS);
  return [...joined, ...(text.match(NUMBERED) ?? [])].map((found) => foldWord(found.replaceAll(/[-‐‑ \u00a0]/g, '')));
}

/** Spellings that stand for both genders: "niñ@s", "niñxs", "niñas/os", "niño(a)s". */
const INCLUSIVE = /(?<![\p{L}\p{M}\p{N}])(\p{L}{2,})(?:@(s?)|x(s)|([ao])s?[/(][ao]s?\)?(s?))(?![\p{L}\p{M}\p{N}@.])/gu;

/** The gender that the words of such spellings are not read as, folded: it is meant as well. */
export const otherGendersIn = (text: string): string[] =>
  Array.from(text.matchAll(INCLUSIVE), ([whole, base = '', at = '', x = '', read]) => {
    const plural = read === undefined ? at || x : /s\)?$/.test(whole) ? 's' : '';
    return foldWord(`${base}${read === 'a' ? 'o' : 'a'}${plural}`);
  });

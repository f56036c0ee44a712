import { stemEnglish } from './stem-en.ts';
import { stemSpanish } from './stem-es.ts';
import { stemPortuguese } from './stem-pt.ts';
import { stopWords } from './stop-words.ts';

const stemmers: Readonly<Record<string, (word: string) => string>> = { es: stemSpanish, pt: stemPortuguese, en: stemEnglish };

/** The stem of a folded word; the word itself in a language without a stemmer. */
export function stem(word: string, language: string): string {
  return stemmers[language]?.(word) ?? word;
}

/** All stems of a word in the known languages: a query may be in another language than its reader's. */
export function stemsInAnyLanguage(word: string, language: string): string[] {
  return [...new Set([stem(word, language), ...Object.values(stemmers).map((stemmer) => stemmer(word))])];
}

/** The language whose stems are used: `language` itself, or the first with a stemmer. */
export const stemmedLanguage = (language: string): string => (language in stemmers ? language : Object.keys(stemmers)[0]!);

/** The language with most of the function words; `expected` unless another clearly fits better. */
export function guessLanguage(words: readonly string[], expected: string): string {
  const count = (language: string) => words.filter((word) => stopWords[language]?.has(word)).length;
  return Object.keys(stopWords).reduce((best, language) => (count(language) > count(best) ? language : best), expected);
}

/** Whether a folded word is a stop word in a language. */
export const isStopWord = (word: string, language: string): boolean => stopWords[language]?.has(word) ?? false;

import { encodeTerm } from './term.ts';
import type { Ask } from './batch.ts';
import { stem, stemmedLanguage, stemsInAnyLanguage } from '../analysis/language.ts';
import { type LookedUp, together } from './index-query.ts';
import type { IndexNames } from './index-names.ts';
import type { Scope } from './scope.ts';

/**
 * Replaces words that no document has by the nearest existing ones; returns the same words when nothing is corrected. A word that
 * a problem has is no misspelling, whether or not cases are about it.
 */
export async function correctWords(
  { ask, names, problems, query: { locale } }: Scope,
  words: readonly LookedUp[],
  missing: ReadonlySet<LookedUp>,
): Promise<readonly LookedUp[]> {
  const isMisspelt = (word: LookedUp) => missing.has(word) && word.typed.word.length >= 6 && !problems.has(word.typed.word);
  return await Promise.all(words.map(async (word) => (isMisspelt(word) ? await correct(ask, names, locale, word) : word)));
}

async function correct(ask: Ask, names: IndexNames, locale: string, word: LookedUp): Promise<LookedUp> {
  const query = { attributesToRetrieve: ['word', 'shown'], matchingStrategy: 'all' } as const;
  const [there, near] = await Promise.all([
    ask({ ...query, indexUid: names.cases(locale), q: together([word]), limit: 0 }),
    ask({ ...query, indexUid: names.words, q: word.typed.word, limit: 1 }),
  ]);
  const [nearest] = near.hits as { word: string; shown: string }[];
  if (!nearest || (there.estimatedTotalHits ?? 0) > 0) return word;
  const stems = stemsInAnyLanguage(nearest.word, locale);
  return {
    typed: word.typed,
    term: encodeTerm(stem(nearest.word, stemmedLanguage(locale))),
    stems,
    isPrefix: false,
    corrected: nearest.shown,
  };
}

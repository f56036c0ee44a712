import type { FieldText } from '../field-texts.ts';
import { fromWords } from '../field-texts.ts';
import { hasPhrase } from '../phrase.ts';
import type { SearchQuery } from '../query.ts';
import type { TypedWord } from '../typed.ts';
import type { Ask } from './batch.ts';
import type { StoredCase } from './documents.ts';
import type { IndexNames } from './index-names.ts';
import { filterOf, lookUp, oneOf, together } from './index-query.ts';

/** The ladder has no word order, so the phrase is searched in the texts of up to this many cases that have all the words. */
const READ = 100;

/** What of a case a phrase may stand in. */
const TEXTS = ['id', 'card', 'lessons', 'names', 'concepts', 'body'];

export interface QuotedCases {
  /** Filters for cases with every phrase, and for their lessons; empty without a phrase, or when it was given up. */
  filters: { cases: string[]; lessons: string[] };
  /** No case has the phrases. Few results with them are better than many without, but no results help nobody. */
  isGivenUp: boolean;
}

const ANY = { cases: [], lessons: [] };

/** Finds the cases with all phrases of a query, under its filters. */
export async function findPhrases(
  ask: Ask,
  names: IndexNames,
  { locale, filters }: SearchQuery,
  phrases: readonly (readonly TypedWord[])[],
): Promise<QuotedCases> {
  if (phrases.length === 0) return { filters: ANY, isGivenUp: false };
  const words = phrases.flat().map((word) => ({ ...lookUp(word), isPrefix: false }));
  const { hits } = await ask({
    indexUid: names.cases(locale),
    q: together(words),
    filter: filterOf(filters),
    limit: READ,
    attributesToRetrieve: TEXTS,
    matchingStrategy: 'all',
  });
  const having = (hits as unknown as StoredCase[]).filter((stored) => {
    const texts = storedTexts(stored);
    return phrases.every((phrase) => hasPhrase(texts, phrase));
  });
  const ids = having.map(({ id }) => id);
  return ids.length === 0
    ? { filters: ANY, isGivenUp: true }
    : { filters: { cases: [oneOf('id', ids)], lessons: [oneOf('case', ids)] }, isGivenUp: false };
}

function storedTexts({ card, lessons, names, concepts, body = '' }: StoredCase): FieldText[] {
  const { language } = card;
  const own = [
    card.title,
    card.problem,
    card.summary,
    body,
    ...lessons.flatMap(({ text, conditions = '' }) => [text, conditions]),
  ];
  return [...own.map((text) => ({ language, text })), ...[names, ...Object.values(concepts)].flatMap(fromWords)];
}

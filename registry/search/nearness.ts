import { stem } from './analysis/language.ts';
import { tokenize } from './analysis/tokens.ts';
import type { FieldText } from './fields.ts';

/** A word of a query: what it may be stored as, and how much it tells documents apart. */
export interface WeighedWord {
  stems: readonly string[];
  weight: number;
}

/** Words of a text that may come between two neighbours of the query, as the articles and prepositions that a query leaves out. */
const REACH = 3;

/**
 * How much of a query stands together in some texts, 0 to 1: of the pairs of neighbours in the query, those that follow each
 * other in one line of a text, weighed by the lesser of both words. "Certificado de seguridad vial" is a thing; its three
 * words in three places are not.
 */
export function nearness(texts: readonly FieldText[], words: readonly WeighedWord[]): number {
  const pairs = words.slice(1).map((next, at) => ({ at, weight: Math.min(words[at]!.weight, next.weight) }));
  const possible = pairs.reduce((sum, { weight }) => sum + weight, 0);
  if (possible === 0) return 0;
  const open = new Set(pairs);
  for (const { language, text } of texts) {
    for (const line of text.split('\n')) {
      if (open.size === 0) return 1;
      const places = placesOf(line, language, words);
      for (const pair of open) if (follows(places[pair.at]!, places[pair.at + 1]!)) open.delete(pair);
    }
  }
  return 1 - [...open].reduce((sum, { weight }) => sum + weight, 0) / possible;
}

/** Where each word of the query stands in a line, counted in words. */
function placesOf(line: string, language: string, words: readonly WeighedWord[]): number[][] {
  const places: number[][] = words.map(() => []);
  tokenize(line).forEach(({ word }, place) => {
    const found = stem(word, language);
    words.forEach(({ stems }, at) => {
      if (stems.includes(found)) places[at]!.push(place);
    });
  });
  return places;
}

const follows = (first: readonly number[], second: readonly number[]) =>
  second.some((place) => first.some((before) => before < place && place - before <= REACH));

import { beginningOfStem, findWords, type FoundWord } from './analysis/find-words.ts';
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
  const beginnings = [...new Set(words.flatMap(({ stems }) => stems.map(beginningOfStem)))];
  const open = new Set(pairs);
  for (const { language, text } of texts) {
    for (const line of text.split('\n')) {
      if (open.size === 0) return 1;
      const found = findWords(line, language, beginnings);
      if (found.length < 2) continue;
      for (const pair of open) if (follows(line, found, words[pair.at]!, words[pair.at + 1]!)) open.delete(pair);
    }
  }
  return 1 - [...open].reduce((sum, { weight }) => sum + weight, 0) / possible;
}

/** Whether one word follows the other closely enough somewhere among those that were found in a line. */
function follows(line: string, found: readonly FoundWord[], first: WeighedWord, second: WeighedWord): boolean {
  return found.some(
    (one, at) =>
      first.stems.includes(one.stem) &&
      found
        .slice(at + 1)
        .some((other) => second.stems.includes(other.stem) && tokenize(line.slice(one.end, other.start)).length < REACH),
  );
}

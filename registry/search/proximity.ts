import { tokenize } from './analysis/tokens.ts';
import type { FindWords, FoundWord } from './analysis/word-finder.ts';
import type { FieldText } from './field-texts.ts';

/** A word of a query with its possible stems and its weight. */
export interface WeighedWord {
  stems: readonly string[];
  weight: number;
}

/** Words that may be between two query words, such as articles and prepositions that a query omits. */
const REACH = 3;

/**
 * How much of a query is adjacent in some texts, 0 to 1: the pairs of neighbouring query words that follow each other in one
 * line of a text, weighted by the lesser word. "Certificado de seguridad vial" is one thing; its three words in three places
 * are not.
 */
export function proximity(texts: readonly FieldText[], words: readonly WeighedWord[], find: FindWords): number {
  const pairs = words.slice(1).map((next, at) => ({ at, weight: Math.min(words[at]!.weight, next.weight) }));
  const possible = pairs.reduce((sum, { weight }) => sum + weight, 0);
  if (possible === 0) return 0;
  const open = new Set(pairs);
  for (const { language, text } of texts) {
    if (open.size === 0) return 1;
    const found = find(text, language);
    if (found.length < 2) continue;
    for (const pair of open) if (follows(text, found, words[pair.at]!, words[pair.at + 1]!)) open.delete(pair);
  }
  return 1 - [...open].reduce((sum, { weight }) => sum + weight, 0) / possible;
}

/** Whether one word closely follows the other on its line, anywhere in the matches of a text. */
function follows(text: string, found: readonly FoundWord[], first: WeighedWord, second: WeighedWord): boolean {
  for (const [at, one] of found.entries()) {
    if (!first.stems.includes(one.stem)) continue;
    for (const other of found.slice(at + 1)) {
      const between = text.slice(one.end, other.start);
      if (between.includes('\n') || tokenize(between).length >= REACH) break;
      if (second.stems.includes(other.stem)) return true;
    }
  }
  return false;
}

import { stem } from '../analysis/language.ts';
import { tokenize } from '../analysis/tokens.ts';
import type { FieldText } from '../fields.ts';
import type { Weights } from '../highlight.ts';
import { encodeTerm } from './term.ts';

/**
 * The stems of the words of some texts that begin as one of `beginnings` does, each with the weight of that one. What a
 * beginning was completed to is not said by the server: it is read off the texts that came back.
 */
export function completionsIn(texts: readonly FieldText[], beginnings: ReadonlyMap<string, number>): Weights {
  const found = new Map<string, number>();
  for (const { language, text } of texts) {
    for (const { word } of tokenize(text)) {
      for (const [beginning, weight] of beginnings)
        if (encodeTerm(word).startsWith(beginning)) found.set(stem(word, language), weight);
    }
  }
  return found;
}

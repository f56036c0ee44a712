import type { FindWords } from '../analysis/word-finder.ts';
import type { FieldText } from '../field-texts.ts';
import type { Weights } from '../highlight.ts';

/**
 * The stems of the words of some texts that begin as one of `beginnings` does, each with the weight of that one. What a
 * beginning was completed to is not said by the server: it is read off the texts that came back.
 */
export function completionsIn(texts: readonly FieldText[], beginnings: ReadonlyMap<string, number>, find: FindWords): Weights {
  const found = new Map<string, number>();
  const wanted = [...beginnings.keys()];
  for (const { language, text } of texts) {
    for (const { word, stem } of find(text, language)) {
      const beginning = wanted.find((each) => word.startsWith(each));
      if (beginning !== undefined) found.set(stem, beginnings.get(beginning)!);
    }
  }
  return found;
}

import type { FindWords } from '../analysis/word-finder.ts';
import type { FieldText } from '../field-texts.ts';
import type { Weights } from '../highlight.ts';

/**
 * The stems of words in some texts that start with one of `beginnings`, each with the weight of that one. The server does not
 * tell how it completed a prefix, so the completions are read from the returned texts.
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

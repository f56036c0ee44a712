import { stem } from '../analysis/language.ts';
import { tokenize } from '../analysis/tokens.ts';
import type { FieldText } from '../fields.ts';

/** The stems of the words of some texts that begin with a folded `beginning`. */
export const completionsIn = (texts: readonly FieldText[], beginning: string): Set<string> =>
  new Set(
    texts.flatMap(({ language, text }) =>
      tokenize(text).flatMap(({ word }) => (word.startsWith(beginning) ? [stem(word, language)] : [])),
    ),
  );

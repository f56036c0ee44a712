import { toString } from 'mdast-util-to-string';
import { cutSections, parseMarkdown } from '../markdown/parse.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';

/** The section that a heading opens in a language, if any; the vocabulary has the headings. */
export const sectionOf = <Id extends string>(
  heading: string,
  ids: readonly Id[],
  { concepts }: Vocabulary,
  locale: string,
): Id | undefined => {
  const asked = asCompared(heading);
  return ids.find((id) => asCompared(concepts.get(id)?.label[locale] ?? '') === asked);
};

/** Ignores invisible differences: decomposed letters and unusual blanks. */
const asCompared = (heading: string) => heading.normalize('NFC').replaceAll(/\s+/g, ' ').trim().toLocaleLowerCase();

/** The sections of a body in order. */
export const headingsIn = <Id extends string>(body: string, ids: readonly Id[], vocabulary: Vocabulary, locale: string): Id[] =>
  cutSections(parseMarkdown(body)).flatMap(
    ({ heading }) => (heading && sectionOf(toString(heading), ids, vocabulary, locale)) ?? [],
  );

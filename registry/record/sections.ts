import { toString } from 'mdast-util-to-string';
import type { RootContent } from 'mdast';
import { cutSections, parseMarkdown } from '../markdown/parse.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';

/** The one of some sections that a heading opens in a language, if it opens any; the vocabulary has the headings. */
export const sectionOf = <Id extends string>(
  heading: string,
  ids: readonly Id[],
  { concepts }: Vocabulary,
  locale: string,
): Id | undefined => {
  const asked = asCompared(heading);
  return ids.find((id) => asCompared(concepts.get(id)?.label[locale] ?? '') === asked);
};

/** Letters may be composed of two characters, and blanks be of another kind: nobody sees a difference. */
const asCompared = (heading: string) => heading.normalize('NFC').replaceAll(/\s+/g, ' ').trim().toLocaleLowerCase();

/** A body's Markdown nodes by section; what stands under an unknown heading is left out (a finding says so). */
export function bodySections<Id extends string>(
  body: string,
  ids: readonly Id[],
  vocabulary: Vocabulary,
  locale: string,
): Map<Id, RootContent[]> {
  const found = new Map<Id, RootContent[]>();
  for (const { heading, children } of cutSections(parseMarkdown(body))) {
    const id = heading && sectionOf(toString(heading), ids, vocabulary, locale);
    if (id) found.set(id, [...(found.get(id) ?? []), ...children]);
  }
  return found;
}

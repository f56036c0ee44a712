import { toString } from 'mdast-util-to-string';
import type { RootContent } from 'mdast';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import { cutSections, parseMarkdown } from '../markdown/parse.ts';

/** The sections a case's body can have, in their order; headings per language are concepts of the vocabulary `sections`. */
export const SECTIONS = [
  'context',
  'what-was-done',
  'results',
  'what-worked',
  'what-did-not-work',
  'depends-on',
  'open-questions',
] as const;
export type SectionId = (typeof SECTIONS)[number];

/** The section that a heading opens in a language, if it is one. */
export function sectionOf(heading: string, sections: Vocabulary, locale: string): SectionId | undefined {
  return SECTIONS.find(
    (id) => sections.concepts.get(id)?.label[locale]?.toLocaleLowerCase() === heading.trim().toLocaleLowerCase(),
  );
}

/** A body's Markdown nodes by section; what stands under an unknown heading is left out (a finding says so). */
export function bodySections(body: string, sections: Vocabulary, locale: string): Map<SectionId, RootContent[]> {
  const found = new Map<SectionId, RootContent[]>();
  for (const { heading, children } of cutSections(parseMarkdown(body))) {
    const id = heading && sectionOf(toString(heading), sections, locale);
    if (id) found.set(id, [...(found.get(id) ?? []), ...children]);
  }
  return found;
}

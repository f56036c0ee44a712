import { toString } from 'mdast-util-to-string';
import { SECTIONS, type SectionId } from '../../case/sections.ts';
import { cutSections, parseMarkdown } from '../../markdown/parse.ts';
import { sectionOf } from '../../record/sections.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';

/** The Markdown of each section as in the file, without its heading. */
export function sectionTexts(body: string, vocabulary: Vocabulary, language: string): [SectionId, string][] {
  return cutSections(parseMarkdown(body)).flatMap(({ heading, children }) => {
    const id = heading && sectionOf(toString(heading), SECTIONS, vocabulary, language);
    const [start, end] = [children[0]?.position?.start.offset, children.at(-1)?.position?.end.offset];
    return id && start !== undefined ? [[id, body.slice(start, end)] as [SectionId, string]] : [];
  });
}

import { toString } from 'mdast-util-to-string';
import type { Heading } from 'mdast';
import type { Citation } from '../../case/schema.ts';
import { SECTIONS, type SectionId } from '../../case/sections.ts';
import { parseMarkdown } from '../../markdown/parse.ts';
import type { CaseRecord } from '../../case/record.ts';
import { bareStatements } from '../../record/rules/figure-source.ts';
import { sectionOf } from '../../record/sections.ts';
import { textsOf } from '../../record/text.ts';
import type { Registry } from '../../registry.ts';
import { labelOf } from '../../vocabulary/vocabulary.ts';
import type { CasePayload } from '../schema.ts';

/** A section with its heading as written. */
export interface SectionText {
  /** Absent for an unknown heading. */
  id: SectionId | undefined;
  text: string;
}

/** Splits a body before each heading of the first and second level; drops a blank start. */
function cutBody(body: string, { vocabularies }: Registry, language: string): SectionText[] {
  const sections = vocabularies.get('sections');
  const headings = headingsOf(body);
  const starts = headings.map(({ position }) => position!.start.offset!);
  const before = body.slice(0, starts[0]).trim();
  const cut = headings.map((heading, index) => ({
    id: sections && sectionOf(toString(heading), SECTIONS, sections, language),
    text: body.slice(starts[index], starts[index + 1]).trimEnd(),
  }));
  return before ? [{ id: undefined, text: before }, ...cut] : cut;
}

/** Replaces or adds the submitted sections of a body; all others stay as written. */
export function mergeBody(body: string, submitted: CasePayload['body'], registry: Registry, language: string): string {
  const parts = cutBody(body, registry, language);
  for (const id of SECTIONS) {
    const text = submitted?.[id]?.trim();
    if (!text) continue;
    const written = `## ${labelOf(registry.vocabularies, 'sections', id, language)}\n\n${lowerHeadings(text)}`;
    const place = parts.findIndex((part) => part.id === id);
    const after = parts.findIndex((part) => part.id !== undefined && SECTIONS.indexOf(part.id) > SECTIONS.indexOf(id));
    if (place >= 0) parts[place] = { id, text: written };
    else parts.splice(after < 0 ? parts.length : after, 0, { id, text: written });
  }
  return parts.map(({ text }) => text).join('\n\n');
}

/** Demotes headings inside a section to the third level: higher ones would open a section of their own. */
function lowerHeadings(text: string): string {
  let at = 0;
  const parts = headingsOf(text).map((heading) => {
    const [start, end] = [heading.position!.start.offset!, heading.position!.end.offset!];
    const words = text.slice(heading.children[0]?.position?.start.offset ?? end, heading.children.at(-1)?.position?.end.offset);
    const before = text.slice(at, start);
    at = end;
    return `${before}### ${words.replaceAll('\n', ' ')}`;
  });
  return parts.join('') + text.slice(at);
}

/** A line that could open a section, or turn the words above it into a heading. */
const HEADING_LINE = /^[ \t]*(?:#|[-=]+[ \t]*$)/m;

function headingsOf(body: string): Heading[] {
  if (!HEADING_LINE.test(body)) return [];
  return parseMarkdown(body).children.filter((node): node is Heading => node.type === 'heading' && node.depth <= 2);
}

/** Adds `citation` to each statement of the named sections that has a figure and no source. */
export function citeFigures(record: CaseRecord, citation: Citation, sections: ReadonlySet<string>, registry: Registry): string {
  const { body, facts } = record;
  const bare = bareStatements(textsOf(record)[0]!, record);
  if (bare.length === 0) return body;
  const sectionAt = sectionFinder(body, registry, facts.language);
  const places = bare.flatMap(({ start, end }) => (sections.has(sectionAt(start) ?? '') ? [placeOfCitation(body, end)] : []));
  const parts = places.map((place, index) => body.slice(places[index - 1] ?? 0, place));
  return [...parts, body.slice(places.at(-1) ?? 0)].join(` [@${citation.id}, ${citation.locator}]`);
}

/** Before the full stop that ends the sentence, or the bar that closes the table row. */
function placeOfCitation(body: string, end: number): number {
  const closing = /[ \t]*[.|…][ \t]*$/.exec(body.slice(Math.max(0, end - 8), end));
  return end - (closing?.[0].length ?? 0);
}

/** Returns a function that names the section of a character of a body. */
export function sectionFinder(
  body: string,
  { vocabularies }: Registry,
  language: string,
): (offset: number) => SectionId | undefined {
  const sections = vocabularies.get('sections');
  const headings = headingsOf(body).map((heading) => ({
    start: heading.position!.start.offset!,
    id: sections && sectionOf(toString(heading), SECTIONS, sections, language),
  }));
  let next = 0;
  return (offset) => {
    // Optimised for positions in order.
    while (next > 0 && headings[next - 1]!.start > offset) next--;
    while (next < headings.length && headings[next]!.start <= offset) next++;
    return headings[next - 1]?.id;
  };
}

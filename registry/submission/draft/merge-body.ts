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
import type { Payload } from '../schema.ts';

/** A section of a body with its heading, as it is written. */
export interface SectionText {
  /** Absent for a heading that opens no known section. */
  id: SectionId | undefined;
  text: string;
}

/** A body cut before its headings of the first and second level; what stands before the first of them is lost if it is blank. */
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

/** The body with the sections that are told in place of its own, or where they belong; the others stay as they are written. */
export function mergeBody(body: string, submitted: Payload['body'], registry: Registry, language: string): string {
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

/** Headings inside a section are of the third level: what somebody types above that would open a section of its own. */
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

/** A line that could open a section, or underline the words above it as a heading. */
const HEADING_LINE = /^[ \t]*(?:#|[-=]+[ \t]*$)/m;

function headingsOf(body: string): Heading[] {
  if (!HEADING_LINE.test(body)) return [];
  return parseMarkdown(body).children.filter((node): node is Heading => node.type === 'heading' && node.depth <= 2);
}

/** A record's body with `citation` in each statement that gives a figure without a source, in the sections named. */
export function citeFigures(record: CaseRecord, citation: Citation, sections: ReadonlySet<string>, registry: Registry): string {
  const { body, facts } = record;
  const bare = bareStatements(textsOf(record)[0]!, record);
  if (bare.length === 0) return body;
  const sectionAt = sectionFinder(body, registry, facts.language);
  const places = bare.flatMap(({ start, end }) => (sections.has(sectionAt(start) ?? '') ? [placeOfCitation(body, end)] : []));
  const parts = places.map((place, index) => body.slice(places[index - 1] ?? 0, place));
  return [...parts, body.slice(places.at(-1) ?? 0)].join(` [@${citation.id}, ${citation.locator}]`);
}

/** Before the full stop that ends the sentence; before the bar that closes the row of a table. */
function placeOfCitation(body: string, end: number): number {
  const closing = /[ \t]*[.|…][ \t]*$/.exec(body.slice(Math.max(0, end - 8), end));
  return end - (closing?.[0].length ?? 0);
}

/** Tells in which section a character of a body stands. */
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
    // Places are mostly asked for in their order.
    while (next > 0 && headings[next - 1]!.start > offset) next--;
    while (next < headings.length && headings[next]!.start <= offset) next++;
    return headings[next - 1]?.id;
  };
}

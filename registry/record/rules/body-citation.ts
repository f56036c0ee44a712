import { toString } from 'mdast-util-to-string';
import { closest } from '../../finding/closest.ts';
import { finding, type Finding } from '../../finding/finding.ts';
import { citation } from '../../schema/fields.ts';
import type { SharedContext, RecordRule } from '../record.ts';
import { nodesOf, placeInBody, type RecordText, textsOf } from '../text.ts';

/** Citations in the text name a listed source and a place in it; text that only looks like a citation is reported. */
export const checkBodyCitations: RecordRule = (record, _registry, context) =>
  textsOf(record).flatMap((text) => [...checkCitations(text, context), ...findLinksLikeCitations(text), ...findMalformed(text)]);

function checkCitations(text: RecordText, { ids }: SharedContext): Finding[] {
  const sourceIds = ids.get('source');
  return nodesOf(text, 'citation').flatMap(({ id, locator, value, position }) => {
    const place = placeInBody(text, position!.start.offset!);
    if (locator && !citation.shape.locator.safeParse(locator).success)
      return [finding('citation-malformed', place, { given: value.slice(0, 60) })];
    if (!sourceIds || sourceIds.has(id)) return [];
    return [finding('source-unknown', place, { given: id, suggestion: closest(id, sourceIds) ?? '' })];
  });
}

/** A link with the words of a citation can lead anywhere, and readers would take it for a source. */
const findLinksLikeCitations = (text: RecordText): Finding[] =>
  nodesOf(text, 'link', 'linkReference', 'definition', 'image', 'imageReference').flatMap((node) => {
    const parts = ['label' in node && node.label, 'alt' in node && node.alt, 'children' in node && toString(node)];
    const words = parts.find((part) => part && /^\[?@[a-z0-9]|\[@/i.test(part));
    if (!words) return [];
    return [finding('citation-is-link', placeInBody(text, node.position!.start.offset!), { given: words.slice(0, 60) })];
  });

function findMalformed(text: RecordText): Finding[] {
  const inLinks = nodesOf(text, 'link', 'linkReference').map(({ position }) => position!);
  return nodesOf(text, 'text').flatMap(({ position }) => {
    const [start, end] = [position!.start.offset!, position!.end.offset!];
    const raw = text.body.slice(start, end);
    if (!raw.includes('[@') || inLinks.some((link) => link.start.offset! <= start && end <= link.end.offset!)) return [];
    return Array.from(raw.matchAll(/(?<!\\)(?:\\\\)*\[@/g), ({ 0: { length }, index }) => {
      const at = index + length - 2;
      const given = raw.slice(at, at + 60).split(/(?<=\])|\n/)[0]!;
      return finding('citation-malformed', placeInBody(text, start + at), { given });
    });
  });
}

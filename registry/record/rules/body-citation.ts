import { closest } from '../../finding/closest.ts';
import { finding, type Finding } from '../../finding/finding.ts';
import { findCitations } from '../../markdown/citation.ts';
import type { CheckContext, RecordRule } from '../record.ts';
import { citation } from '../../schema/fields.ts';
import { textsOf, type RecordText, nodesOf, placeInBody } from '../text.ts';

/** Citations in the text name a source of the list and a place in it; what only looks like a citation is said. */
export const checkBodyCitations: RecordRule = (record, _registry, context) =>
  textsOf(record).flatMap((text) => check(text, context));

function check(text: RecordText, { ids }: CheckContext): Finding[] {
  const sourceIds = ids.get('source');
  const findings: Finding[] = [];
  for (const node of nodesOf(text, 'text')) {
    const start = node.position!.start.offset!;
    const raw = text.body.slice(start, node.position!.end.offset);
    if (!raw.includes('[@')) continue;
    const found = new Map(findCitations(raw).map((citation) => [citation.index, citation]));
    for (const { index } of raw.matchAll(/\[@/g)) {
      const place = placeInBody(text, start + index);
      const cited = found.get(index);
      if (!cited || (cited.locator && !citation.shape.locator.safeParse(cited.locator).success)) {
        findings.push(finding('citation-malformed', place, { given: raw.slice(index, index + 60).split(/(?<=\])|\n/)[0]! }));
      } else if (sourceIds && !sourceIds.has(cited.id)) {
        findings.push(finding('source-unknown', place, { given: cited.id, suggestion: closest(cited.id, sourceIds) ?? '' }));
      }
    }
  }
  return findings;
}

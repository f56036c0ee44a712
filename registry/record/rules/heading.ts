import { toString } from 'mdast-util-to-string';
import type { FindingCode } from '../../finding/catalogue.ts';
import { closest } from '../../finding/closest.ts';
import { finding, type Finding } from '../../finding/finding.ts';
import type { RecordRule } from '../record.ts';
import { sectionOf } from '../sections.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { textsOf, type RecordText, placeInBody } from '../text.ts';

/** A body has only known sections, each once and in order; third-level headings are free. */
export const checkHeadings: RecordRule = (record, { vocabularies }) => {
  const { vocabulary, ids } = record.kind.sections;
  const concepts = vocabularies.get(vocabulary);
  return concepts ? textsOf(record).flatMap((text) => check(text, ids, concepts)) : [];
};

function check(text: RecordText, ids: readonly string[], vocabulary: Vocabulary): Finding[] {
  const labels = ids.flatMap((id) => vocabulary.concepts.get(id)?.label[text.locale] ?? []);
  if (labels.length === 0 || !text.root) return [];
  const findings: Finding[] = [];
  let last = -1;
  for (const [index, node] of text.root.children.entries()) {
    const say = (code: FindingCode, params: Finding['params']) =>
      findings.push(finding(code, placeInBody(text, node.position!.start.offset!), params));
    if (node.type !== 'heading') {
      if (index === 0 && node.type !== 'definition') say('text-outside-section', { first: labels[0]! });
      continue;
    }
    const heading = toString(node).slice(0, 80);
    if (node.depth === 3 && last >= 0) continue;
    if (node.depth !== 2) {
      say('heading-level', { heading, level: node.depth });
      continue;
    }
    const id = sectionOf(heading, ids, vocabulary, text.locale);
    const rank = id === undefined ? -1 : ids.indexOf(id);
    if (rank < 0) say('heading-unknown', { heading, suggestion: closest(heading, labels) ?? '', known: labels.join(' · ') });
    else if (rank === last) say('heading-repeated', { heading });
    else if (rank < last) say('heading-order', { heading, previous: labels[last]!, known: labels.join(' · ') });
    last = Math.max(last, rank);
  }
  return findings;
}

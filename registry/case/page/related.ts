import type { Element } from 'hast';
import { h } from 'hastscript';
import { lineageOf } from '../../lineage/links.ts';
import type { Speaker } from '../../page/speaker.ts';
import { viewRecord } from '../../record/view.ts';
import type { Registry } from '../../registry.ts';
import type { CaseRecord } from '../record.ts';
import { caseItem } from './case-item.ts';

const SHOWN = 4;

interface Related {
  record: CaseRecord;
  challenges: string[];
  instruments: string[];
}

/**
 * Cases about the same problem, those that used the same instruments first, and what they have in common. A problem that few
 * cases share says more than one that many do. Cases linked by lineage stand with it.
 */
export function relatedTo(record: CaseRecord, registry: Registry): Related[] {
  const linked = new Set([record.id, ...lineageOf(record.id, registry, record).map(({ other }) => other)]);
  const all = [...registry.cases.values()];
  const weights = new Map<string, number>();
  for (const { facts } of all)
    for (const id of [...facts.challenges, ...facts.instruments]) weights.set(id, (weights.get(id) ?? 0) + 1);
  const weightOf = (ids: readonly string[]) => ids.reduce((sum, id) => sum + 1 / (weights.get(id) ?? 1), 0);
  return all
    .filter(({ id }) => !linked.has(id))
    .map((other) => ({
      record: other,
      challenges: record.facts.challenges.filter((id) => other.facts.challenges.includes(id)),
      instruments: record.facts.instruments.filter((id) => other.facts.instruments.includes(id)),
    }))
    .filter(({ challenges }) => challenges.length > 0)
    .toSorted(
      (a, b) => weightOf(b.challenges) * 2 + weightOf(b.instruments) - weightOf(a.challenges) * 2 - weightOf(a.instruments),
    )
    .slice(0, SHOWN);
}

/** The list of such cases, each with why it is there. */
export function related(record: CaseRecord, speaker: Speaker): Element[] {
  const { registry, locale, t, list, inSentence } = speaker;
  const found = relatedTo(record, registry);
  if (found.length === 0) return [];
  return [
    h(
      'ul.case-list.related',
      found.map(({ record: other, challenges, instruments }) => {
        const item = caseItem(viewRecord(other, locale.id), speaker);
        const common = [
          ...challenges.map((id) => inSentence('challenges', id)),
          ...instruments.map((id) => inSentence('instruments', id)),
        ];
        item.children.push(h('p.small', t('case.related.why', { what: list(common) })));
        return item;
      }),
    ),
  ];
}

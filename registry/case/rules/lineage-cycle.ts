import { finding } from '../../finding/finding.ts';
import { recordsOf } from '../../record/record.ts';
import { askedOf } from '../asked.ts';
import type { CaseRecord, CaseRuleAmong } from '../record.ts';

/** Links of a relation that cannot be circular (nothing is adapted from its own descendant) form no circle. */
export const checkLineageCycles: CaseRuleAmong = (record, registry) =>
  lineageOf(record).flatMap((link, index) => {
    const isAcyclic = registry.vocabularies.get('relations')?.concepts.get(link.relation)?.acyclic ?? false;
    if (!isAcyclic || link.case === undefined || link.case === record.id) return [];
    const way = wayBack(link.case, record.id, link.relation, recordsOf(registry, record.kind));
    if (!way) return [];
    const params = { relation: link.relation, circle: [record.id, ...way].join(' → ') };
    return [finding('lineage-cycle', record.source.yaml.locate(['lineage', index, 'case']), params)];
  });

const lineageOf = (record: CaseRecord | undefined) => (record && askedOf(record).lineage) ?? [];

/** The cases from `start` to `goal` along one relation, including both. */
function wayBack(start: string, goal: string, relation: string, cases: ReadonlyMap<string, CaseRecord>): string[] | undefined {
  const cameFrom = new Map<string, string | undefined>([[start, undefined]]);
  const open = [start];
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    if (id === goal) {
      const way: string[] = [];
      for (let step: string | undefined = id; step !== undefined; step = cameFrom.get(step)) way.unshift(step);
      return way;
    }
    for (const link of lineageOf(cases.get(id))) {
      if (link.relation !== relation || link.case === undefined || cameFrom.has(link.case)) continue;
      cameFrom.set(link.case, id);
      open.push(link.case);
    }
  }
  return undefined;
}

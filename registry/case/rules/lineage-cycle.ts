import { finding } from '../../finding/finding.ts';
import { recordsOf } from '../../record/record.ts';
import { askedOf } from '../asked.ts';
import type { CaseRecord, CaseRuleAmong } from '../record.ts';

/** Links of a relation that cannot be circular (nothing is adapted from its own descendant) form no circle. */
export const checkLineageCycles: CaseRuleAmong = (record, registry) =>
  lineageOf(record).flatMap((link, index) => {
    const isAcyclic = registry.vocabularies.get('relations')?.concepts.get(link.relation)?.acyclic ?? false;
    if (!isAcyclic || link.case === undefined || link.case === record.id) return [];
    const cases = recordsOf(registry, record.kind);
    if (!inCircles(link.relation, cases).has(record.id)) return [];
    const way = wayBack(link.case, record.id, link.relation, cases);
    if (!way) return [];
    const params = { relation: link.relation, circle: [record.id, ...way].join(' → ') };
    return [finding('lineage-cycle', record.source.yaml.locate(['lineage', index, 'case']), params)];
  });

const lineageOf = (record: CaseRecord | undefined) => (record && askedOf(record).lineage) ?? [];

const found = new WeakMap<ReadonlyMap<string, CaseRecord>, Map<string, ReadonlySet<string>>>();

/** All cases that are in a circle of a relation or between two of them; looked for once, since there is hardly ever one. */
function inCircles(relation: string, cases: ReadonlyMap<string, CaseRecord>): ReadonlySet<string> {
  const known = found.get(cases) ?? new Map<string, ReadonlySet<string>>();
  found.set(cases, known);
  let inside = known.get(relation);
  if (!inside) {
    const links = [...cases].flatMap(([id, record]) =>
      lineageOf(record).flatMap((link) =>
        link.relation === relation && link.case !== undefined ? [[id, link.case] as const] : [],
      ),
    );
    inside = withoutEnds(
      withoutEnds(new Set(cases.keys()), links),
      links.map(([from, to]) => [to, from] as const),
    );
    known.set(relation, inside);
  }
  return inside;
}

/** Those that are left when whoever leads to nobody is taken away, again and again. */
function withoutEnds(all: ReadonlySet<string>, links: readonly (readonly [string, string])[]): ReadonlySet<string> {
  const inside = links.filter((link) => link.every((id) => all.has(id)));
  const leadHere = Map.groupBy(inside, ([, to]) => to);
  const ways = new Map([...Map.groupBy(inside, ([from]) => from)].map(([from, led]) => [from, led.length]));
  const left = new Set(all);
  const open = [...all].filter((id) => !ways.has(id));
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    left.delete(id);
    for (const [from] of leadHere.get(id) ?? []) {
      ways.set(from, ways.get(from)! - 1);
      if (ways.get(from) === 0) open.push(from);
    }
  }
  return left;
}

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

import type { CaseRecord } from '../case/record.ts';
import type { LineageLink } from '../case/schema.ts';
import type { Registry } from '../registry.ts';

/** How a link is drawn: one came of the other, is part of it or pays for it, was only recommended, or is alike. */
export type LineKind = 'descent' | 'part' | 'advice' | 'alike';

/** A link in the direction of time: what came first is `from`. An end is the id of a case, or the name of something we hold no case of. */
export interface LineageEdge {
  from: string;
  to: string;
  kind: LineKind;
  link: LineageLink;
  /** The record that states it. */
  teller: string;
  /** It is told by what came after, so that its relation is read from the other end. */
  isTurned: boolean;
}

/** A source recommends it; nothing shows that anybody followed. */
const ADVICE = 'recommended-to';

export function lineKind(relation: string, { vocabularies }: Pick<Registry, 'vocabularies'>): LineKind {
  if (relation === ADVICE) return 'advice';
  const concept = vocabularies.get('relations')?.concepts.get(relation);
  if (concept?.other !== undefined) return 'descent';
  return concept?.acyclic ? 'part' : 'alike';
}

/** The links that cases state, each once: two that say of each other that they are alike have one. */
export function lineageEdges(cases: Iterable<CaseRecord>, registry: Pick<Registry, 'vocabularies'>): LineageEdge[] {
  const seen = new Set<string>();
  return [...cases].flatMap((record) =>
    (record.facts.lineage ?? []).flatMap((link): LineageEdge[] => {
      const other = link.case ?? link.name;
      if (other === undefined) return [];
      const kind = lineKind(link.relation, registry);
      const isTurned = registry.vocabularies.get('relations')?.concepts.get(link.relation)?.other === 'before';
      const [from, to] = isTurned ? [other, record.id] : [record.id, other];
      const key = [link.relation, ...(kind === 'alike' ? [from, to].toSorted() : [from, to])].join('\n');
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ from, to, kind, link, teller: record.id, isTurned }];
    }),
  );
}

/**
 * Links that hang together, the largest group first. What is only alike does not make a group of two lineages: it is drawn in a group
 * that has both ends of it, and else stands in `alike`, in groups of its own.
 */
export function lineageGroups(edges: readonly LineageEdge[]): { lineages: LineageEdge[][]; alike: LineageEdge[][] } {
  const isStrong = ({ kind }: LineageEdge) => kind !== 'alike';
  const groupOf = joinEnds(edges.filter(isStrong));
  const isInside = ({ from, to }: LineageEdge) => groupOf.has(from) && groupOf.get(from) === groupOf.get(to);
  const inLineages = edges.filter((edge) => isStrong(edge) || isInside(edge));
  const others = edges.filter((edge) => !isStrong(edge) && !isInside(edge));
  return { lineages: grouped(inLineages, groupOf), alike: grouped(others, joinEnds(others)) };
}

/** The group of each end, named by one of all that hang together. */
function joinEnds(edges: readonly LineageEdge[]): Map<string, string> {
  const ways = edges.flatMap(({ from, to }) => [
    { end: from, other: to },
    { end: to, other: from },
  ]);
  const waysOf = Map.groupBy(ways, ({ end }) => end);
  const groupOf = new Map<string, string>();
  for (const first of waysOf.keys())
    for (const open = groupOf.has(first) ? [] : [first]; open.length > 0;) {
      const end = open.pop()!;
      if (groupOf.has(end)) continue;
      groupOf.set(end, first);
      for (const { other } of waysOf.get(end)!) open.push(other);
    }
  return groupOf;
}

const grouped = (edges: readonly LineageEdge[], groupOf: ReadonlyMap<string, string>): LineageEdge[][] =>
  [...Map.groupBy(edges, ({ from }) => groupOf.get(from)!).values()].toSorted((a, b) => b.length - a.length);

/** The ends of links, each once, in the order in which they are met. */
export const endsOf = (edges: readonly LineageEdge[]): string[] => [...new Set(edges.flatMap(({ from, to }) => [from, to]))];

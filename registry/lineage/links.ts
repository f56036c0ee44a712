import type { LineageLink } from '../case/schema.ts';
import type { CaseRecord } from '../case/record.ts';
import type { Registry } from '../registry.ts';

/** One end of a lineage link as seen from a case: outgoing (`out`), or incoming (`in`, stated by the other record). */
export interface LineageView {
  direction: 'out' | 'in';
  link: LineageLink;
  /** The record that states it. */
  from: string;
  /** The case at the other end, if it is in the registry. */
  other: string | undefined;
}

/** A link between a case and one of another registry, as seen from the first: what registries say of it, each of its own end. */
export interface LinkBeyond {
  direction: 'out' | 'in';
  relation: string;
  /** The relation is the same from both ends. */
  isMutual: boolean;
  /** The case at the other end, and its registry. */
  other: { registry: string; id: string };
  /** What readers call the registry at the other end. */
  registryName: string;
  /** The other case here, when we hold it. */
  shown: { title: string; language: string; href: string } | undefined;
  /** The only registry that says so; none when both do. */
  claimedBy: string | undefined;
}

const incoming = new WeakMap<Registry['cases'], ReadonlyMap<string, readonly LineageView[]>>();

/** The links that a case states, then those that other cases state about it. `record` may be unpublished. */
export function lineageOf(id: string, { cases }: Pick<Registry, 'cases'>, record = cases.get(id)): LineageView[] {
  const own = record?.facts.lineage ?? [];
  const out = own.map((link): LineageView => ({ direction: 'out', link, from: id, other: link.case }));
  let index = incoming.get(cases);
  if (!index) incoming.set(cases, (index = indexIncoming(cases.values())));
  return [...out, ...(index.get(id) ?? [])];
}

/** The links to each case, computed in one pass over all cases. */
function indexIncoming(records: Iterable<CaseRecord>): ReadonlyMap<string, readonly LineageView[]> {
  const links = [...records].flatMap((record) =>
    (record.facts.lineage ?? []).flatMap((link) =>
      link.case === undefined
        ? []
        : [{ to: link.case, view: { direction: 'in' as const, link, from: record.id, other: record.id } }],
    ),
  );
  return new Map([...Map.groupBy(links, ({ to }) => to)].map(([to, entries]) => [to, entries.map(({ view }) => view)]));
}

/** Where the other end of a link stands as seen from the case: it came before, after, or is only alike. The vocabulary says so. */
export function standingOf(
  { direction, link }: { direction: 'out' | 'in'; link: Pick<LineageLink, 'relation'> },
  { vocabularies }: Pick<Registry, 'vocabularies'>,
): 'from' | 'to' | 'alike' {
  const other = vocabularies.get('relations')?.concepts.get(link.relation)?.other;
  if (other === undefined) return 'alike';
  return (other === 'before') === (direction === 'out') ? 'from' : 'to';
}

import type { LineageLink } from '../case/schema.ts';
import type { Registry } from '../registry.ts';

/** One end of a lineage link as seen from a case: from it (`out`) or to it (`in`, said by the other record). */
export interface LineageView {
  direction: 'out' | 'in';
  link: LineageLink;
  /** The record that says it. */
  from: string;
  /** The case at the other end, when the registry holds it. */
  other: string | undefined;
}

/** The links that a case states, then those that other cases state about it. */
export function lineageOf(id: string, registry: Registry): LineageView[] {
  const own = registry.cases.get(id)?.facts.lineage ?? [];
  const out = own.map((link): LineageView => ({ direction: 'out', link, from: id, other: link.case }));
  const incoming = [...registry.cases.values()].flatMap((record) =>
    (record.facts.lineage ?? [])
      .filter((link) => link.case === id)
      .map((link): LineageView => ({ direction: 'in', link, from: record.id, other: record.id })),
  );
  return [...out, ...incoming];
}

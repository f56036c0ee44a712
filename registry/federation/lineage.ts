import { paths } from '../addresses.ts';
import type { LinkBeyond } from '../lineage/links.ts';
import { viewRecord } from '../record/view.ts';
import type { Registry } from '../registry.ts';
import { type End, endKey } from './end.ts';
import type { Foreign } from './foreign.ts';

/** A link between cases of two registries. */
interface Link {
  from: End;
  relation: string;
  to: End;
  /** The registries that say so, each in a copy of its own end that counts: the other end says it by naming the first. */
  saidBy: ReadonlySet<string>;
}

/** What registries say of links between them, and who of the two says it: the same for everybody who reads both. */
export interface Lineage {
  /** Links of a case, as seen from it and shown to readers of a locale. */
  beyond: (end: End, locale: string) => LinkBeyond[];
  /** What cases say that they are to others', and the registry of those has not confirmed. */
  unconfirmed: readonly { from: End; relation: string; to: End }[];
  /** Those of them that say it of cases of ours. */
  toConfirm: readonly { from: End; relation: string; to: string }[];
}

/**
 * Puts together what we and the registries that we read say of links between cases of two of them. A link is claimed when one end says
 * it, confirmed when both do, and what an end no longer says, or says in a case that is gone, counts no more.
 */
export function lineageBetween(ours: Registry, origin: string, foreign: readonly Foreign[]): Lineage {
  const links = new Map<string, { from: End; relation: string; to: End; saidBy: Set<string> }>();
  const say = (by: string, from: End, relation: string, to: End) => {
    if (from.registry === to.registry) return;
    const [first, second] = isMutual(relation, ours) && endKey(to) < endKey(from) ? [to, from] : [from, to];
    const key = `${endKey(first)} ${relation} ${endKey(second)}`;
    const link = links.get(key) ?? { from: first, relation, to: second, saidBy: new Set<string>() };
    links.set(key, link);
    link.saidBy.add(by);
  };
  for (const { id, facts } of ours.cases.values())
    for (const { relation, elsewhere } of facts.lineage ?? [])
      if (elsewhere) say(origin, { registry: origin, id }, relation, elsewhere);
  for (const { from, relation, to } of ours.confirmed)
    if (ours.cases.has(to)) say(origin, from, relation, { registry: origin, id: to });
  for (const { peer, items } of foreign) {
    for (const { held, whole } of items) {
      if (!whole || (held.state !== 'current' && held.state !== 'stale')) continue;
      const end = { registry: peer.registry, id: held.id };
      for (const { relation, elsewhere } of whole.record.facts.lineage ?? [])
        if (elsewhere) say(peer.registry, end, relation, elsewhere);
      for (const { registry, id, relation } of whole.confirms) say(peer.registry, { registry, id }, relation, end);
    }
  }
  const byEnd = new Map<string, Link[]>();
  for (const link of links.values())
    for (const end of [link.from, link.to]) byEnd.set(endKey(end), [...(byEnd.get(endKey(end)) ?? []), link]);

  const nameOf = (registry: string) =>
    registry === origin
      ? ours.name
      : (foreign.find(({ peer }) => peer.registry === registry)?.peer.name ?? registry.replace(/^https?:\/\//, ''));
  const unconfirmed = [...links.values()].filter(({ to, saidBy }) => !saidBy.has(to.registry));
  return {
    unconfirmed,
    toConfirm: unconfirmed.flatMap(({ from, relation, to }) =>
      to.registry === origin && ours.cases.has(to.id) ? [{ from, relation, to: to.id }] : [],
    ),
    beyond: (end, locale) =>
      (byEnd.get(endKey(end)) ?? []).map(({ from, relation, to, saidBy }): LinkBeyond => {
        const isFrom = endKey(from) === endKey(end);
        const other = isFrom ? to : from;
        return {
          ...{ direction: isFrom ? 'out' : 'in', relation, isMutual: isMutual(relation, ours) },
          ...{ other, registryName: nameOf(other.registry) },
          shown: shownCase(other, { ours, origin, foreign, locale }),
          claimedBy: saidBy.size > 1 ? undefined : nameOf([...saidBy][0]!),
        };
      }),
  };
}

/** Relations that are the same from both ends: each end says it of the other. */
function isMutual(relation: string, { vocabularies }: Registry): boolean {
  const concept = vocabularies.get('relations')?.concepts.get(relation);
  const [locale] = Object.keys(concept?.label ?? {});
  return locale !== undefined && concept!.inverse?.[locale] === concept!.label[locale];
}

/** What can be shown of cases of all registries, and to readers of which locale. */
export interface Holdings {
  ours: Registry;
  origin: string;
  foreign: readonly Foreign[];
  locale: string;
}

/** How a case is called here and where its page is, when we have it or hold it. */
export function shownCase({ registry, id }: End, { ours, origin, foreign, locale }: Holdings): LinkBeyond['shown'] {
  const theirs = foreign.find(({ peer }) => peer.registry === registry);
  const record = registry === origin ? ours.cases.get(id) : theirs?.registry.cases.get(id);
  if (!record) return undefined;
  const view = viewRecord(record, locale);
  const href = theirs ? paths.foreignCase(locale, theirs.peer.id, id) : paths.case(locale, id);
  return { title: view.facts.title, language: view.language, href };
}

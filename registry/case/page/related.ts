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

/** The cases about each problem, in order, and how many have each problem or instrument. */
interface Shares {
  about: ReadonlyMap<string, readonly { place: number; record: CaseRecord }[]>;
  counts: ReadonlyMap<string, number>;
  known: WeakMap<CaseRecord, Related[]>;
}

const shares = new WeakMap<Registry, Shares>();

function sharesOf(registry: Registry): Shares {
  let found = shares.get(registry);
  if (!found) {
    const all = [...registry.cases.values()].map((record, place) => ({ record, place }));
    const about = new Map<string, (typeof all)[number][]>();
    const counts = new Map<string, number>();
    for (const each of all) {
      const { challenges, instruments } = each.record.facts;
      for (const id of [...challenges, ...instruments]) counts.set(id, (counts.get(id) ?? 0) + 1);
      for (const id of challenges) {
        const list = about.get(id);
        if (list) list.push(each);
        else about.set(id, [each]);
      }
    }
    shares.set(registry, (found = { about, counts, known: new WeakMap() }));
  }
  return found;
}

/**
 * Cases about the same problem, those that used the same instruments first, and what they have in common. A problem that few
 * cases share says more than one that many do. Cases linked by lineage stand with it.
 */
export function relatedTo(record: CaseRecord, registry: Registry): Related[] {
  const { known } = sharesOf(registry);
  let found = known.get(record);
  if (!found) known.set(record, (found = findRelated(record, registry)));
  return found;
}

function findRelated(record: CaseRecord, registry: Registry): Related[] {
  const { about, counts } = sharesOf(registry);
  const linked = new Set([record.id, ...lineageOf(record.id, registry, record).map(({ other }) => other)]);
  const { challenges, instruments } = record.facts;
  const weights = new Map<number, { record: CaseRecord; weight: number }>();
  for (const id of challenges)
    for (const { place, record: other } of about.get(id) ?? []) {
      const entry = weights.get(place);
      if (entry) entry.weight += 2 / counts.get(id)!;
      else if (!linked.has(other.id)) weights.set(place, { record: other, weight: 2 / counts.get(id)! });
    }
  for (const entry of weights.values())
    for (const id of instruments) if (entry.record.facts.instruments.includes(id)) entry.weight += 1 / counts.get(id)!;
  return [...weights]
    .toSorted(([a, one], [b, other]) => other.weight - one.weight || a - b)
    .slice(0, SHOWN)
    .map(([, { record: other }]) => ({
      record: other,
      challenges: challenges.filter((id) => other.facts.challenges.includes(id)),
      instruments: instruments.filter((id) => other.facts.instruments.includes(id)),
    }));
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

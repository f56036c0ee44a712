import { paths } from '../addresses.ts';
import type { PartnerCase } from '../pack/source.ts';
import { isForPacks } from '../record/licence.ts';
import type { HeldCopy } from '../record/record.ts';
import { viewRecord } from '../record/view.ts';
import type { FrozenCopy } from '../session/edition.ts';
import type { PartnerItem } from '../session/page/session-page.ts';
import { readPartnerName, refusePartner } from '../session/partner.ts';
import type { SessionView } from '../session/record.ts';
import type { Session } from '../session/schema.ts';
import type { Foreign, ForeignItem } from './foreign.ts';

/** What is held of a case of another registry, for the rule about the cases that a session may take. */
export const heldAmong =
  (foreign: readonly Foreign[]) =>
  (peerId: string, id: string): HeldCopy | undefined => {
    const there = foreign.find(({ peer }) => peer.id === peerId);
    return there && copyOf(there.items.find(({ held }) => held.id === id));
  };

function copyOf(item: ForeignItem | undefined): HeldCopy {
  const licence = item?.whole?.licence ?? item?.card?.licence ?? '';
  // A title is no copy, where the licence lets us have the whole: it was read before its registry was a partner.
  if (!item || (!item.whole && isForPacks(licence))) return { state: 'none', licence };
  return { state: item.held.state, licence };
}

/** The copies of a session's cases of partners that may be in a pack today, and the names of those that may not. */
export function partnerCases({ selection }: Session, foreign: readonly Foreign[]): { cases: PartnerCase[]; refused: string[] } {
  const cases: PartnerCase[] = [];
  const refused: string[] = [];
  for (const { case: name } of selection.partners ?? []) {
    const found = findCopy(name, foreign);
    if (found) cases.push(found);
    else refused.push(name);
  }
  return { cases, refused };
}

/** The copies that an edition shows; with their words while they are held as they were then. */
export const frozenCases = (copies: readonly FrozenCopy[], foreign: readonly Foreign[]): PartnerCase[] =>
  copies.map((copy) => {
    const found = findCopy(copy.case, foreign);
    return found?.sha256 === copy.sha256 ? { ...copy, held: found.held! } : copy;
  });

/** The copy of a case that may be in a pack. */
function findCopy(name: string, foreign: readonly Foreign[]): PartnerCase | undefined {
  const { peer: peerId, id } = readPartnerName(name);
  const there = foreign.find(({ peer }) => peer.id === peerId);
  const item = there?.items.find(({ held }) => held.id === id);
  if (!there || !item?.whole || refusePartner(there.peer, copyOf(item)) !== undefined) return undefined;
  const { record, licence, attribution } = item.whole;
  return {
    ...{ case: name, registry: there.peer.registry, licence, sha256: item.held.good!, copied: item.held.copiedOn! },
    held: { record, registry: there.registry, attribution },
  };
}

/** What an edition keeps of a copy. */
export const frozenCopy = ({ held: _, ...copy }: PartnerCase): FrozenCopy => copy;

/** The cases of partners that a session takes, for its page: what is not held, or is of no partner, is only named. */
export const partnerItems = ({ facts }: SessionView, foreign: readonly Foreign[], locale: string): PartnerItem[] =>
  (facts.selection.partners ?? []).map(({ case: name, why }) => {
    const { peer } = readPartnerName(name);
    const held = findCopy(name, foreign)?.held;
    const registryName = foreign.find((each) => each.peer.id === peer)?.peer.name ?? peer;
    if (!held) return { title: name, registryName, why };
    const view = viewRecord(held.record, locale);
    const href = paths.foreignCase(locale, peer, held.record.id);
    return { title: view.facts.title, language: view.language, registryName, href, why };
  });

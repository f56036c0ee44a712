import { closest } from '../../finding/closest.ts';
import { type Finding, finding } from '../../finding/finding.ts';
import { readPartnerName, refusePartner } from '../partner.ts';
import type { SessionRule } from '../record.ts';

/** Each case of another registry that a session takes may be in its pack. */
export const checkPartners: SessionRule = ({ facts, source }, { peers = [] }, { held }) =>
  (facts.selection.partners ?? []).flatMap(({ case: given }, index): Finding[] => {
    const place = source.yaml.locate(['selection', 'partners', index, 'case']);
    const { peer: peerId, id } = readPartnerName(given);
    const peer = peers.find((each) => each.id === peerId);
    const copy = held?.(peerId, id);
    const refusal = refusePartner(peer, copy);
    const read = peers.filter(({ retired }) => retired === undefined).map((each) => each.id);
    switch (refusal) {
      case undefined:
        return [];
      case 'partner-unknown':
        return [finding(refusal, place, { given: peerId, suggestion: closest(peerId, read) ?? '' })];
      case 'partner-not-trusted':
        return [finding(refusal, place, { given, peer: peerId, trust: peer!.trust })];
      case 'partner-copy-missing':
        return [finding(refusal, place, { given, peer: peerId, state: copy!.state })];
      case 'partner-licence-closed':
        return [finding(refusal, place, { given, licence: copy!.licence || '–' })];
    }
  });

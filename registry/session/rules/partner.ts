import { closest } from '../../finding/closest.ts';
import { type Finding, finding } from '../../finding/finding.ts';
import { isForPacks } from '../../record/licence.ts';
import { readPartnerName } from '../partner.ts';
import type { SessionRule } from '../record.ts';

/** Only cases of partners go into a pack, and only copies that are whole, that are held as they are now, and that may be passed on. */
export const checkPartners: SessionRule = ({ facts, source }, { peers = [] }, { held }) =>
  (facts.selection.partners ?? []).flatMap(({ case: given }, index): Finding[] => {
    const place = source.yaml.locate(['selection', 'partners', index, 'case']);
    const { peer: peerId, id } = readPartnerName(given);
    const peer = peers.find((each) => each.id === peerId && each.retired === undefined);
    if (!peer) {
      const read = peers.filter(({ retired }) => retired === undefined).map((each) => each.id);
      return [finding('partner-unknown', place, { given: peerId, suggestion: closest(peerId, read) ?? '' })];
    }
    if (peer.trust !== 'partner') return [finding('partner-not-trusted', place, { given, peer: peerId, trust: peer.trust })];
    const copy = held?.(peerId, id);
    if (!copy || copy.state === 'unread') return [];
    if (copy.state !== 'current') return [finding('partner-copy-missing', place, { given, peer: peerId, state: copy.state })];
    const licence = 'licence' in copy ? copy.licence : '';
    return isForPacks(licence) ? [] : [finding('partner-licence-closed', place, { given, licence: licence || '–' })];
  });

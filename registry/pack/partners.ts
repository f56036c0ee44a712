import { paths } from '../addresses.ts';
import { makeSpeaker } from '../page/speaker.ts';
import { licenceAddress } from '../record/licence.ts';
import { readPartnerName } from '../session/partner.ts';
import { brief } from './brief.ts';
import { type Block, type Paragraph, idOfPlace, type Run } from './document.ts';
import { openSource, type PackSource, type PartnerCase } from './source.ts';

/** Cases of partners, each on a page, with whose it is above it; of a copy that is no longer held, no more than where it is. */
export function partnerBriefs(partners: readonly PartnerCase[], source: PackSource): Block[] {
  if (partners.length === 0) return [];
  const { words } = source;
  return [
    { type: 'heading', level: 1, id: 'partners', text: words.say('pack.partners') },
    { type: 'paragraph', style: 'text', runs: [words.say('pack.partners.intro')] },
    ...partners.map((each) => partnerBrief(each, source)),
  ];
}

function partnerBrief(partner: PartnerCase, source: PackSource): Block {
  const { words, speaker } = source;
  if (!partner.held) {
    const place = idOfPlace(partner.case);
    return {
      type: 'brief',
      id: `brief-${place}`,
      blocks: [
        { type: 'heading', level: 2, id: place, text: words.fact(partner.case) },
        origin(partner, source),
        { type: 'paragraph', style: 'small', runs: [words.say('pack.partners.changed')] },
      ],
    };
  }
  const { record, registry } = partner.held;
  const theirs = openSource(
    { ...source, registry, speaker: makeSpeaker(registry, speaker.locale), versionOf: () => partner.sha256 },
    { peer: readPartnerName(partner.case).peer, references: source.references },
  );
  const made = brief(record, theirs);
  const [title, ...rest] = made.blocks;
  return { ...made, blocks: [title!, origin(partner, source), ...rest] };
}

/** Whose the case is, under what licence, of what day the copy is and which, and where the original is. */
function origin(partner: PartnerCase, { words, speaker, registry: ours, address }: PackSource): Paragraph {
  const { peer, id } = readPartnerName(partner.case);
  const { held, licence, copied, sha256 } = partner;
  const name = ours.peers.find((each) => each.id === peer)?.name ?? peer;
  const language = held?.record.facts.language ?? speaker.locale.id;
  const told = licenceAddress(licence);
  const runs: Run[] = [
    { ...words.say('foreign.from', { name }), strong: true, href: address(paths.registry(speaker.locale.id, peer)) },
    { ...words.say('foreign.licence', { licence }), ...(told === undefined ? {} : { href: told }) },
    words.say('foreign.copied', { date: speaker.date(copied) }),
    words.say('pack.partners.copy', { digest: sha256.slice(0, 10) }),
    { ...words.say('foreign.original', { name }), href: partner.registry + paths.case(language, id) },
    ...(held?.attribution ? [words.say('foreign.by', { attribution: held.attribution })] : []),
  ];
  return { type: 'paragraph', style: 'facts', runs };
}

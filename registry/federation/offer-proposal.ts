import type { Forge, Proposal } from '../forge/forge.ts';
import { inertLine } from '../forge/inert-text.ts';
import { makeTitle } from '../forge/title.ts';
import type { Locale } from '../locale/locale.ts';
import { translate } from '../locale/translate.ts';
import type { Registry } from '../registry.ts';
import type { Peer } from '../settings.ts';
import { sha256 } from './format.ts';
import type { Imported } from './imported.ts';
import { type OfferedTranslation, readOffers } from './offer.ts';

export interface OfferServices {
  imported: Pick<Imported, 'translations'>;
  forge: Pick<Forge, 'read' | 'propose'>;
  registry: Registry;
}

/**
 * Makes a proposal of each translation that a registry offers and that fits: somebody here reads it before it is published. The same
 * offer is proposed once, however often this runs, and not again after it was declined. Gives the ids of the new proposals.
 */
export async function proposeOffers(peer: Peer, { imported, forge, registry }: OfferServices): Promise<string[]> {
  const kept = await imported.translations(peer.id);
  const proposed: string[] = [];
  for (const offered of readOffers(kept?.text, registry)) {
    if (offered.refused !== undefined) continue;
    const proposal = makeOfferProposal(peer, offered, registry);
    if (await forge.read(proposal.submissionId)) continue;
    await forge.propose(proposal);
    proposed.push(proposal.submissionId);
  }
  return proposed;
}

function makeOfferProposal(peer: Peer, { offer, record, file, text }: OfferedTranslation, { locales }: Registry): Proposal {
  // Reviewers read the registry's first language; the other is that of the words.
  const [locale] = locales.values() as Iterable<Locale> as [Locale];
  const language = locales.get(offer.locale)!.name;
  const said = { name: inertLine(peer.name), by: inertLine(offer.by), licence: inertLine(offer.licence), language };
  return {
    submissionId: `translation-${sha256(`${peer.registry} ${file} ${text}`).slice(0, 16)}`,
    action: 'improve',
    title: makeTitle(translate(locale, 'proposal.translation.title', { title: record!.facts.title, language })),
    body: `${translate(locale, 'proposal.translation.body', said)}\n`,
    files: [{ path: `content/${file}`, content: text }],
    labels: ['submission', 'translation', 'unverified'],
    reviewers: [],
  };
}

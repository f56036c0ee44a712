import * as z from 'zod';
import { isForPacks } from '../record/licence.ts';
import type { HeldCopy } from '../record/record.ts';
import type { Peer } from '../settings.ts';

const NAME = /^(?<peer>[a-z0-9]+(?:-[a-z0-9]+)*):(?<id>[a-z0-9]+(?:-[a-z0-9]+)*)$/;

/** A case of a registry that we read, as people write it: our id of the registry, and its own of the case. */
export const partnerName = () => z.string().max(80).regex(NAME);

/** The registry and the case that such a name stands for. */
export function readPartnerName(name: string): { peer: string; id: string } {
  const { peer = '', id = '' } = NAME.exec(name)?.groups ?? {};
  return { peer, id };
}

/** The finding that says why a case of another registry may not be in a pack. */
export type PartnerRefusal = 'partner-unknown' | 'partner-not-trusted' | 'partner-copy-missing' | 'partner-licence-closed';

/**
 * A pack may have cases of partners alone, and only copies that are held as they are now and that may stand among other texts.
 * Where nobody has looked for the copy, nothing is said of it.
 */
export function refusePartner(peer: Peer | undefined, copy: HeldCopy | undefined): PartnerRefusal | undefined {
  if (!peer || peer.retired !== undefined) return 'partner-unknown';
  if (peer.trust !== 'partner') return 'partner-not-trusted';
  if (!copy) return undefined;
  if (copy.state !== 'current') return 'partner-copy-missing';
  return isForPacks(copy.licence) ? undefined : 'partner-licence-closed';
}

import * as z from 'zod';

const NAME = /^(?<peer>[a-z0-9]+(?:-[a-z0-9]+)*):(?<id>[a-z0-9]+(?:-[a-z0-9]+)*)$/;

/** A case of a registry that we read, as people write it: our id of the registry, and its own of the case. */
export const partnerName = () => z.string().max(80).regex(NAME);

/** The registry and the case that such a name stands for. */
export function readPartnerName(name: string): { peer: string; id: string } {
  const { peer = '', id = '' } = NAME.exec(name)?.groups ?? {};
  return { peer, id };
}

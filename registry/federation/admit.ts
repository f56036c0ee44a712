import { isMap } from '../schema/walk.ts';
import type { Peer } from '../settings.ts';
import { Refused } from './fetch/refused.ts';
import { cardText, type ForeignContext, readForeignCard, readForeignCase } from './foreign-record.ts';
import { sha256 } from './format.ts';
import type { Copy, ForeignFinding } from './imported.ts';
import { parseJson } from './json.ts';
import { type Licensed, licensed } from '../record/licence.ts';

/**
 * The number of the rules by which records are taken. Who makes them take more raises it: then what was refused before is read again,
 * though it has not changed.
 */
const RULES = 1;

/** How much is taken of a registry's records. */
export const readsOf = ({ trust }: Pick<Peer, 'trust'>): string => `${trust === 'link' ? 'titles' : 'whole'} ${RULES}`;

/** Whether a copy that was made under other rules may be another by those of now. */
export const isToReadAgain = ({ isValid, licensed: how }: Pick<Copy, 'isValid' | 'licensed'>, { trust }: Pick<Peer, 'trust'>) =>
  !isValid || (trust === 'link') === (how === 'whole');

export interface AdmitContext extends ForeignContext {
  peer: Pick<Peer, 'registry' | 'trust'>;
}

/**
 * A record as it was sent, against what its page says of it: taken whole, taken as no more than a title that leads there, or not
 * taken. Never throws for what was sent. `wasWhole` says that we have a copy under a licence which let us keep it whole.
 */
export function admit(bytes: Buffer, listed: { id: string; sha256: string }, context: AdmitContext, wasWhole = false): Copy {
  const refuse = (code: string, pointer = '', findings: readonly ForeignFinding[] = []): Copy =>
    refusedCopy(listed, [...findings, { code, pointer, weight: 'refused' }]);
  if (sha256(bytes) !== listed.sha256) return refuse('digest-wrong');
  let data: unknown;
  try {
    data = parseJson(bytes);
  } catch (error) {
    if (error instanceof Refused) return refuse(error.code);
    throw error;
  }
  if (!isMap(data)) return refuse('type-wrong');
  if (data['id'] !== listed.id) return refuse('id-not-its-own', '/id');
  if (data['registry'] !== context.peer.registry) return refuse('registry-wrong', '/registry');
  const may: Licensed = context.peer.trust === 'link' ? 'link' : licensed(data['licence']);
  if (may === 'link') {
    // What was given under an open licence stays given; nothing newer is taken.
    if (wasWhole && context.peer.trust !== 'link') return refuse('licence-narrowed', '/licence');
    const card = readForeignCard(data);
    return card
      ? { id: listed.id, digest: listed.sha256, isValid: true, text: cardText(card), licensed: may, findings: [] }
      : refuse('card-unreadable');
  }
  const { value, findings } = readForeignCase(data, context);
  if (!value) return refusedCopy(listed, findings);
  return { id: listed.id, digest: listed.sha256, isValid: true, text: bytes.toString('utf8'), licensed: may, findings };
}

/** A version that was not taken: what was wrong with it is kept, and not a word of it. */
export const refusedCopy = (
  { id, sha256: digest }: { id: string; sha256: string },
  findings: readonly ForeignFinding[],
): Copy => ({
  ...{ id, digest, isValid: false, text: undefined, licensed: 'link', findings },
});

import { domainToASCII } from 'node:url';
import { isMap, mapWithSchema, partsOf } from '../../schema/walk.ts';
import { schemaFor } from '../schema.ts';
import { tidyTexts } from './tidy.ts';

/**
 * What was sent as its schema would have it said: texts regular, `null` for what may be left out left out (many programs write
 * it for an empty field), and the contact's address as mail programs need it.
 */
export function toRegular(input: unknown): unknown {
  const tidied = tidyTexts(input);
  const submitted = mapWithSchema(tidied, schemaFor(tidied), ({ value, shape }, inside) => {
    if (!shape || !isMap(value)) return inside();
    const isLeftOut = (key: string, given: unknown) => given === null && shape[key] && partsOf(shape[key]).isOptional;
    return inside(Object.fromEntries(Object.entries(value).filter(([key, given]) => !isLeftOut(key, given))));
  });
  return withPlainAddress(submitted);
}

/** The same with the domain of the contact's address in ASCII: municipalidad-ñuñoa.cl has a name that all mail servers know. */
export function withPlainAddress<Sent>(submission: Sent): Sent {
  const { contact } = (submission ?? {}) as { contact?: unknown };
  if (!isMap(contact) || typeof contact['email'] !== 'string') return submission;
  return { ...submission, contact: { ...contact, email: toPlain(contact['email']) } };
}

function toPlain(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  // A plain one is the sender's to write: what is wrong with it is told as it stands.
  if (at < 1 || /^[\0-\x7f]*$/.test(domain)) return address;
  return `${address.slice(0, at + 1)}${domainToASCII(domain.normalize('NFKC')) || domain}`;
}

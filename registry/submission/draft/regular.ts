import { domainToASCII } from 'node:url';
import { isMap, mapWithSchema, partsOf } from '../../schema/walk.ts';
import { schemaFor } from '../schema.ts';
import { tidyTexts } from './tidy.ts';

/**
 * Normalises input for its schema: texts are normalised, `null` for an optional value is dropped (many programs send it for an
 * empty field), and the contact's address is converted for mail programs.
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

/** Converts the domain of the contact's address to ASCII: municipalidad-ñuñoa.cl has a name that all mail servers know. */
export function withPlainAddress<Sent>(submission: Sent): Sent {
  const { contact } = (submission ?? {}) as { contact?: unknown };
  if (!isMap(contact) || typeof contact['email'] !== 'string') return submission;
  return { ...submission, contact: { ...contact, email: toPlain(contact['email']) } };
}

function toPlain(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  // An ASCII address stays as written, so that its errors are reported as they are.
  if (at < 1 || /^[\0-\x7f]*$/.test(domain)) return address;
  return `${address.slice(0, at + 1)}${domainToASCII(domain.normalize('NFKC')) || domain}`;
}

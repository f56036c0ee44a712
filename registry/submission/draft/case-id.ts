import { countryName } from '../../country/country.ts';

const MAX_LENGTH = 80;
/** Leaves room for a number at the end, and stays readable in an address. */
const BASE_LENGTH = 64;

/** Names that Windows keeps for devices, and ours for files and pages. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d|index|files|new|case)$/;

/** Lower-case ASCII words joined by hyphens, cut between words and after a long one; empty when a text has no letter or digit that can be so written. */
export function toSlug(text: string, maxLength: number): string {
  const slug = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  if (slug.length <= maxLength) return slug;
  const cut = slug.slice(0, maxLength + 1).replace(/-[^-]*$/, '');
  // A cut title must not end in "de", "of" or "com".
  return cut.slice(0, maxLength).replace(/(?:-[a-z]{1,3})*-?$/, '');
}

/**
 * Ids for a new case, best first and without end: its country (if it is about one) and its title, then the same with numbers.
 * `isTaken` says what the registry has or once had.
 */
export function* proposeCaseIds(
  title: string,
  countries: readonly string[],
  isTaken: (id: string) => boolean,
): Generator<string> {
  const only = new Set(countries).size === 1 ? countries[0]! : undefined;
  const country = only === undefined ? '' : toSlug(countryName(only, 'en'), 30);
  const rest = toSlug(title, BASE_LENGTH);
  const isSaid = rest === country || rest.startsWith(`${country}-`);
  const parts = [isSaid ? '' : country, rest].filter(Boolean);
  const joined = toSlug(parts.join('-'), BASE_LENGTH) || 'policy';
  const base = RESERVED.test(joined) ? `policy-${joined}` : joined;
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (id.length <= MAX_LENGTH && !isTaken(id)) yield id;
  }
}

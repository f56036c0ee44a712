import { isDeviceName } from '../../content/device-name.ts';
import { countryName } from '../../country/country.ts';
import { MAX_ID_LENGTH } from '../../schema/fields.ts';

/** Leaves room for a number at the end, and is readable in an address. */
const BASE_LENGTH = 64;

/** Names of our own files and pages. */
const RESERVED = new Set(['index', 'files', 'new', 'case']);

/** Letters that Unicode does not decompose, with their usual replacements (https://cldr.unicode.org, Latin-ASCII). */
const PLAIN: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ħ: 'h', ŧ: 't', ŋ: 'n', ĸ: 'q' },
  ...{ ə: 'e', ɛ: 'e', ɔ: 'o', ɓ: 'b', ɗ: 'd', ɨ: 'i', ʉ: 'u', ƀ: 'b', ƶ: 'z', ǥ: 'g', ɉ: 'j', ᵽ: 'p', ƚ: 'l', ỻ: 'll' },
  ...{ ẜ: 's', ẝ: 's', ỽ: 'v', ỿ: 'y' },
};

/**
 * Lower-case ASCII words joined by hyphens, cut between words or after a long one; empty for a text without convertible letters
 * or digits.
 */
export function toSlug(text: string, maxLength: number): string {
  const slug = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/(?<=l)·(?=l)/g, '')
    .replaceAll(/[^\0-\x7f]/gu, (sign) => PLAIN[sign] ?? sign)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  if (slug.length <= maxLength) return slug;
  const cut = slug.slice(0, maxLength + 1).replace(/-[^-]*$/, '');
  // A shortened title must not end in "de", "of" or "com".
  return cut.slice(0, maxLength).replace(/(?:-[a-z]{1,3})*-?$/, '');
}

/**
 * Ids for a new case, best first, without end: its country (if it has one) and title, then the same with numbers. `isTaken`
 * knows all current and former ids.
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
  yield* proposeIds([isSaid ? '' : country, rest].filter(Boolean).join('-'), 'policy', isTaken);
}

/** Ids made of some words, then the same with numbers; `name` stands for words without letters, and before a reserved name. */
export function* proposeIds(words: string, name: string, isTaken: (id: string) => boolean): Generator<string> {
  const joined = toSlug(words, BASE_LENGTH) || name;
  const base = RESERVED.has(joined) || isDeviceName(joined) ? `${name}-${joined}` : joined;
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (id.length <= MAX_ID_LENGTH && !isTaken(id)) yield id;
  }
}

import { iso31661Alpha3ToAlpha2 } from 'iso-3166/1-a3-to-1-a2.js';

/** Cached by locale and code, because Intl is slow. */
const namesByLocale = new Map<string, Map<string, string>>();

/** ISO 3166-1 alpha-2 for an upper-case alpha-3 code (URY -> UY); undefined for an unassigned code. */
export function alpha2(alpha3: string): string | undefined {
  return Object.hasOwn(iso31661Alpha3ToAlpha2, alpha3) ? iso31661Alpha3ToAlpha2[alpha3] : undefined;
}

/** A country's name in a BCP 47 locale (CLDR names from Intl); the code itself when it is not assigned. */
export function countryName(alpha3: string, localeTag: string): string {
  const code = alpha2(alpha3);
  if (code === undefined) return alpha3;
  let names = namesByLocale.get(localeTag);
  if (!names) namesByLocale.set(localeTag, (names = new Map<string, string>()));
  let name = names.get(code);
  if (name === undefined) {
    name = new Intl.DisplayNames(localeTag, { type: 'region' }).of(code) ?? alpha3;
    names.set(code, name);
  }
  return name;
}

/** What a licence lets us keep of a record: the whole of it, or only where it is. */
export type Licensed = 'whole' | 'link';

/** Licences under which a text may be copied whole, by their SPDX ids. */
const WHOLE = /^(?:CC0-1\.0|CC-PDDC|CC-BY(?:-SA)?-(?:3\.0(?:-IGO)?|4\.0))$/;

/**
 * What is kept under a licence, given by its SPDX id. One that forbids changes or trade, one that we do not know and none at all
 * are the same: silence is no permission.
 */
export const licensed = (licence: unknown): Licensed => (typeof licence === 'string' && WHOLE.test(licence) ? 'whole' : 'link');

const PUBLIC_DOMAIN: Readonly<Record<string, string>> = {
  'CC0-1.0': 'https://creativecommons.org/publicdomain/zero/1.0/',
  'CC-PDDC': 'https://creativecommons.org/licenses/publicdomain/',
};

/** Where a licence is told, for those that we know. */
export function licenceAddress(licence: string): string | undefined {
  const [, kind, version, place] = /^CC-(BY(?:-NC)?(?:-SA|-ND)?)-(\d\.\d)(?:-([A-Z]{2,3}))?$/.exec(licence) ?? [];
  if (kind) return `https://creativecommons.org/licenses/${[kind, version, ...(place ? [place] : [])].join('/').toLowerCase()}/`;
  return Object.hasOwn(PUBLIC_DOMAIN, licence) ? PUBLIC_DOMAIN[licence] : undefined;
}

/** Whether a text may be put together with others' in one document: its licence lets it, and asks nothing of the rest. */
export const isForPacks = (licence: string): boolean => licensed(licence) === 'whole' && !licence.includes('-SA-');

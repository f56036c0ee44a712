import { paths } from '../addresses.ts';
import type { RecordFacts, RegistryRecord } from '../record/record.ts';
import type { Registry } from '../registry.ts';
import { citedSources } from '../source/cited.ts';

/** Version of the published JSON; grows only with changes that break readers of the old one. */
export const SCHEMA_VERSION = 2;
export const LICENSE_URL = 'https://creativecommons.org/licenses/by/4.0/';

export interface PublicOptions {
  siteUrl: string;
  version: string;
  /** The day on which the record last changed in a language, where a history says so. */
  modified?: (locale: string) => string;
}

/** A record for peers and scripts: the original's facts and words, each translation's words, and the origin. */
export function publicRecord<Facts extends RecordFacts>(
  { kind, id, digest, facts, body, translations }: RegistryRecord<Facts>,
  { locales, sources }: Registry,
  { siteUrl, version, modified }: PublicOptions,
) {
  const inEach = (say: (locale: string) => string): Record<string, string> =>
    Object.fromEntries(Array.from(locales.keys(), (locale) => [locale, say(locale)]));
  const words = [...translations].map(
    ([
      locale,
      {
        words: { translates, state, ...text },
        body: prose,
        stale,
      },
    ]) => [locale, { state, stale, translates, ...text, body: prose.trim() }],
  );
  return {
    schema: SCHEMA_VERSION,
    id,
    license: LICENSE_URL,
    version,
    digest,
    pages: inEach((locale) => new URL(paths.record(locale, kind.folder, id), siteUrl).href),
    ...(modified ? { modified: inEach(modified) } : {}),
    ...facts,
    references: citedSources(facts, sources),
    body: body.trim(),
    translations: Object.fromEntries(words) as Record<string, Record<string, unknown>>,
  };
}

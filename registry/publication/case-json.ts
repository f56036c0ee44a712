import { outcomeOf } from '../case/outcome.ts';
import { paths } from '../addresses.ts';
import type { CaseRecord } from '../case/record.ts';
import type { Registry } from '../registry.ts';
import { citedSources } from '../source/cited.ts';

/** Version of the published JSON; grows only when a reader of the old one would break. */
export const SCHEMA_VERSION = 2;
export const LICENSE_URL = 'https://creativecommons.org/licenses/by/4.0/';

/** A case as peers and scripts read it: the original's facts and words, each translation's words, and where it came from. */
export function publicCase(record: CaseRecord, registry: Registry, { siteUrl, version }: { siteUrl: string; version: string }) {
  const address = (path: string) => new URL(path, siteUrl).href;
  return {
    schema: SCHEMA_VERSION,
    id: record.id,
    license: LICENSE_URL,
    version,
    digest: record.digest,
    pages: Object.fromEntries([...registry.locales.keys()].map((locale) => [locale, address(paths.case(locale, record.id))])),
    ...record.facts,
    outcome: outcomeOf(record.facts.verdicts),
    references: citedSources(record.facts, registry.sources),
    body: record.body.trim(),
    translations: Object.fromEntries(
      [...record.translations].map(([locale, { words, body, stale }]) => {
        const { translates, state, ...text } = words;
        return [locale, { state, stale, translates, ...text, body: body.trim() }];
      }),
    ),
  };
}

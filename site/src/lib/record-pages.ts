import type { Kind, RegistryRecord } from '#registry/record/record.ts';
import type { Registry } from '#registry/registry.ts';
import { loadRegistry } from './load-registry.ts';

/** One path for each record of a kind in each locale; an untranslated record is shown in its own language. */
export async function recordPaths(kind: Pick<Kind, 'id'>) {
  const { registry } = await loadRegistry();
  const ids = [...(registry.records.get(kind.id)?.keys() ?? [])];
  return [...registry.locales.keys()].flatMap((locale) => ids.map((id) => ({ params: { locale, id } })));
}

/** The locales of a record's translations, in the registry's order; other locales show the original. */
export const recordLocales = (record: RegistryRecord, { locales }: Registry) =>
  [...locales.keys()].filter((locale) => locale === record.facts.language || record.translations.has(locale));

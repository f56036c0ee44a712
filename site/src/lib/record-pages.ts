import type { Kind, RegistryRecord } from '#registry/record/record.ts';
import type { Registry } from '#registry/registry.ts';
import { loadRegistry } from './load-registry.ts';

/** One path for each record of a kind in each locale, translated or not: without a translation it is shown in its own language. */
export async function recordPaths(kind: Pick<Kind, 'id'>) {
  const { registry } = await loadRegistry();
  const ids = [...(registry.records.get(kind.id)?.keys() ?? [])];
  return [...registry.locales.keys()].flatMap((locale) => ids.map((id) => ({ params: { locale, id } })));
}

/** The locales in which a record has words of its own, in the registry's order; in the others the original's are shown. */
export const recordLocales = (record: RegistryRecord, { locales }: Registry) =>
  [...locales.keys()].filter((locale) => locale === record.facts.language || record.translations.has(locale));

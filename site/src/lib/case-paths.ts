import { loadRegistry } from './load-registry.ts';

/** One path for each case in each locale, translated or not: a case without a translation is shown in its own language. */
export async function casePaths() {
  const { registry } = await loadRegistry();
  return [...registry.locales.keys()].flatMap((locale) => [...registry.cases.keys()].map((id) => ({ params: { locale, id } })));
}

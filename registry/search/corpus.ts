import type { Registry } from '../registry.ts';
import { bodyText } from './body.ts';
import { makeDocument, type SearchDocument } from './document.ts';

/** The documents of all cases in some locales, bodies included: what an engine that is not in a browser holds. */
export function* makeDocuments(
  registry: Registry,
  locales: Iterable<string> = registry.locales.keys(),
): Generator<SearchDocument> {
  const all = [...locales];
  for (const record of registry.cases.values())
    for (const locale of all) yield { ...makeDocument(registry, record, locale), body: bodyText(record, locale) };
}

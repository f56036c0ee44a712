import type { CaseRecord } from '../case/record.ts';
import { type RegistryRecord, recordsOf } from '../record/record.ts';
import type { Registry } from '../registry.ts';
import { bodyText } from './body-text.ts';
import { caseDocument } from './case-document.ts';
import type { SearchDocument } from './document.ts';
import { UNSORTED } from '../vocabulary/unsorted.ts';
import type { Problem } from './problem.ts';
import { listWords, recordDocument } from './record-document.ts';
import { conceptNames } from './words.ts';

/** The records that readers search: those of kinds with a question. */
export const searchedRecords = (registry: Registry): RegistryRecord[] =>
  registry.kinds.filter(({ question }) => question !== undefined).flatMap((kind) => [...recordsOf(registry, kind).values()]);

/** The search document of a record in one locale, without its body. */
export const makeDocument = (registry: Registry, record: RegistryRecord, locale: string): SearchDocument =>
  record.kind.id === 'case' ? caseDocument(registry, record as CaseRecord, locale) : recordDocument(registry, record, locale);

/** The document with its body and its other long texts. */
export function makeWholeDocument(registry: Registry, record: RegistryRecord, locale: string): SearchDocument {
  const statements = record.kind.id === 'case' ? '' : listWords(record, locale);
  return {
    ...makeDocument(registry, record, locale),
    body: [bodyText(record, locale), statements].filter(Boolean).join('\n'),
  };
}

/** The complete documents of all records in some locales, for engines outside the browser. */
export function* makeDocuments(
  registry: Registry,
  locales: Iterable<string> = registry.locales.keys(),
): Generator<SearchDocument> {
  const all = [...locales];
  for (const record of searchedRecords(registry)) for (const locale of all) yield makeWholeDocument(registry, record, locale);
}

/** The problems of the vocabulary, with how many of some records are about each. */
export function makeProblems(
  { vocabularies }: Pick<Registry, 'vocabularies'>,
  documents: Iterable<Pick<SearchDocument, 'id' | 'facets'>>,
): Problem[] {
  const counts = new Map<string, Set<string>>();
  for (const { id, facets } of documents) {
    for (const value of facets.challenge) counts.set(value, (counts.get(value) ?? new Set()).add(id));
  }
  return [...(vocabularies.get('challenges')?.concepts.values() ?? [])]
    .filter(({ id }) => id !== UNSORTED)
    .map((concept) => ({
      id: concept.id,
      words: conceptNames(concept),
      count: counts.get(concept.id)?.size ?? 0,
      ...(concept.broader === undefined ? {} : { broader: concept.broader }),
    }));
}

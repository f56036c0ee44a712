import type { RecordFacts, Records, RegistryRecord } from '../record/record.ts';
import { viewRecord } from '../record/view.ts';
import type { Concept } from '../vocabulary/vocabulary.ts';
import type { Words } from './document.ts';

/** Labels and synonyms of concepts in every language, by vocabulary and id. */
export function conceptWords(
  { vocabularies }: Pick<Records, 'vocabularies'>,
  codes: readonly (readonly [vocabulary: string, ids: readonly (string | number | undefined)[]])[],
): Record<string, Words> {
  const found = codes.flatMap(([name, ids]) =>
    ids.flatMap((id) => {
      const concept = vocabularies.get(name)?.concepts.get(String(id));
      return concept ? [[`${name}/${concept.id}`, conceptNames(concept)] as const] : [];
    }),
  );
  return Object.fromEntries(found);
}

/** What a concept is called in every language: its label in the first line, then its synonyms. */
export const conceptNames = ({ label, synonyms }: Pick<Concept, 'label' | 'synonyms'>): Words =>
  Object.fromEntries(Object.entries(label).map(([language, name]) => [language, lines([name, ...(synonyms?.[language] ?? [])])]));

/** The words of a record in the languages that are not shown. */
export function otherWords<Facts extends RecordFacts>(
  { locales }: Pick<Records, 'locales'>,
  record: RegistryRecord<Facts>,
  shown: string,
  wordsOf: (facts: Facts) => readonly (string | undefined)[],
): Words {
  const languages = new Set([record.facts.language, ...record.translations.keys(), ...locales.keys()]);
  languages.delete(shown);
  const versions = [...languages].map((language) => viewRecord(record, language)).filter((view) => !view.isFallback);
  return Object.fromEntries(versions.map(({ language, facts }) => [language, lines(wordsOf(facts))]));
}

/** Texts as separate phrases without repetition. */
export const lines = (parts: readonly (string | undefined)[]): string =>
  [...new Set(parts.filter((part) => part !== undefined))].join('\n');

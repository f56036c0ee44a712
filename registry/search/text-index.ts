import MiniSearch from 'minisearch';
import type { SearchDocument } from './document.ts';
import { bodyTexts, FIELD_WEIGHTS, fieldTexts, type FieldText, fromWords, LATE_WEIGHTS } from './field-texts.ts';
import type { Scores } from './fusion.ts';
import { type Lexicon, makeLexicon } from './lexicon.ts';

/** The documents of one locale, indexed by stems. */
export interface TextIndex {
  documents: ReadonlyMap<string, SearchDocument>;
  lexicon: Lexicon;
  /** Adds a document; one with the same id is replaced. */
  add(document: SearchDocument): void;
  /** BM25 scores of the documents with a stem. */
  score(stem: string): Scores;
}

/** Stems are computed before they get here, and the library must not change them. */
const asIs = { tokenize: (text: string) => text.split(' '), processTerm: (term: string) => term || null };

export function makeTextIndex(list: readonly SearchDocument[] = []): TextIndex {
  const documents = new Map<string, SearchDocument>();
  const lexicon = makeLexicon();
  const stems = ({ language, text }: FieldText) => lexicon.read(text, language);
  // Cached by text: many cases share concepts, and synonyms share words. Each stem is kept once.
  const conceptStems = new Map<string, string[]>();
  const readConcept = (field: FieldText) => {
    const key = `${field.language} ${field.text}`;
    if (!conceptStems.has(key)) conceptStems.set(key, stems(field));
    return conceptStems.get(key)!;
  };
  const textsOf: Readonly<Record<keyof typeof WEIGHTS, (document: SearchDocument) => string[]>> = {
    ...mapValues(fieldTexts, (texts) => (document: SearchDocument) => texts(document).flatMap(stems)),
    concepts: (document) => [...new Set(fieldTexts.concepts(document).flatMap(readConcept))],
    body: (document) => bodyTexts(document).flatMap(stems),
    others: ({ others = {} }) => fromWords(others).flatMap(stems),
  };
  const engine = new MiniSearch<SearchDocument>({
    ...asIs,
    fields: Object.keys(WEIGHTS),
    extractField: (document, field) =>
      field === 'id' ? document.id : textsOf[field as keyof typeof WEIGHTS](document).join(' '),
    searchOptions: { boost: WEIGHTS },
  });
  const index: TextIndex = {
    documents,
    lexicon,
    add(document) {
      if (documents.has(document.id)) engine.discard(document.id);
      documents.set(document.id, document);
      engine.add(document);
    },
    score: (term) => {
      const found = engine.search(term) as unknown as { id: string; score: number }[];
      return new Map(found.map(({ id, score }) => [id, score]));
    },
  };
  for (const document of list) index.add(document);
  return index;
}

const WEIGHTS = { ...FIELD_WEIGHTS, ...LATE_WEIGHTS };

const mapValues = <Key extends string, From, To>(values: Readonly<Record<Key, From>>, make: (value: From) => To) =>
  Object.fromEntries(Object.entries<From>(values).map(([key, value]) => [key, make(value)])) as Record<Key, To>;

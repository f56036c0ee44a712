import MiniSearch from 'minisearch';
import type { SearchDocument } from './document.ts';
import { FIELD_WEIGHTS, type FieldName, fieldTexts, type FieldText, fromWords, LATE_WEIGHTS } from './field-texts.ts';
import type { Scores } from './fusion.ts';
import { type Lexicon, makeLexicon } from './lexicon.ts';
import type { LateTexts } from './pack.ts';

/** The documents of one locale, indexed by stems; long texts may be added later. */
export interface TextIndex {
  documents: ReadonlyMap<string, SearchDocument>;
  lexicon: Lexicon;
  /** Adds a document with what it has of long texts. */
  add(document: SearchDocument): void;
  /** BM25 scores of the documents with a stem. */
  score(stem: string): Scores;
  /** The body of a document, if it is loaded. */
  body(id: string): string | undefined;
  /** Adds late texts to documents that have none. */
  addLate(texts: Iterable<readonly [id: string, texts: LateTexts]>): void;
}

/** Stems are computed before they get here, and the library must not change them. */
const asIs = { tokenize: (text: string) => text.split(' '), processTerm: (term: string) => term || null };

export function makeTextIndex(list: readonly SearchDocument[] = []): TextIndex {
  const documents = new Map<string, SearchDocument>();
  const bodyTexts = new Map<string, string>();
  const lexicon = makeLexicon();
  const stems = ({ language, text }: FieldText) => lexicon.read(text, language);
  // Cached by text: many cases share concepts, and synonyms share words. Each stem is kept once.
  const conceptStems = new Map<string, string[]>();
  const readConcept = (field: FieldText) => {
    const key = `${field.language} ${field.text}`;
    if (!conceptStems.has(key)) conceptStems.set(key, stems(field));
    return conceptStems.get(key)!;
  };
  const readField = (document: SearchDocument, name: FieldName) =>
    name === 'concepts'
      ? [...new Set(fieldTexts.concepts(document).flatMap(readConcept))]
      : fieldTexts[name](document).flatMap(stems);

  const cards = new MiniSearch<SearchDocument>({
    ...asIs,
    fields: Object.keys(FIELD_WEIGHTS),
    extractField: (document, field) => (field === 'id' ? document.id : readField(document, field as FieldName).join(' ')),
    searchOptions: { boost: FIELD_WEIGHTS },
  });
  const late = new MiniSearch<{ id: string; body: string; others: string }>({
    ...asIs,
    fields: Object.keys(LATE_WEIGHTS),
    searchOptions: { boost: LATE_WEIGHTS },
  });

  const index: TextIndex = {
    documents,
    lexicon,
    add(document) {
      const { id, body, others } = document;
      documents.set(id, document);
      cards.add(document);
      if (others !== undefined) index.addLate([[id, { others, ...(body === undefined ? {} : { body }) }]]);
    },
    score(term) {
      const scores: Scores = new Map();
      for (const engine of [cards, late]) {
        for (const { id, score } of engine.search(term) as unknown as { id: string; score: number }[]) {
          scores.set(id, (scores.get(id) ?? 0) + score);
        }
      }
      return scores;
    },
    body: (id) => bodyTexts.get(id),
    addLate(found) {
      for (const [id, { body, others }] of found) {
        const document = documents.get(id);
        if (!document || late.has(id)) continue;
        if (body !== undefined) bodyTexts.set(id, body);
        const bodyStems = body === undefined ? [] : stems({ language: document.card.language, text: body });
        late.add({ id, body: bodyStems.join(' '), others: fromWords(others).flatMap(stems).join(' ') });
      }
    },
  };
  for (const document of list) index.add(document);
  return index;
}

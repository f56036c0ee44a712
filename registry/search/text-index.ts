import MiniSearch from 'minisearch';
import type { SearchDocument } from './document.ts';
import { BODY_WEIGHT, FIELD_WEIGHTS, type FieldName, fieldTexts, type FieldText } from './fields.ts';
import { type Lexicon, makeLexicon } from './lexicon.ts';

/** Scores by document id. */
export type Scores = Map<string, number>;

/** The documents of one locale, indexed by stems; bodies may come later. */
export interface TextIndex {
  documents: ReadonlyMap<string, SearchDocument>;
  lexicon: Lexicon;
  /** BM25 scores of the documents that hold a stem. */
  score(stem: string): Scores;
  /** The body of a document, if it is here. */
  body(id: string): string | undefined;
  /** Adds bodies of documents that have none yet. */
  addBodies(bodies: Iterable<readonly [id: string, text: string]>): void;
}

/** Stems are made before they get here, so that the library neither cuts nor changes them. */
const asIs = { tokenize: (text: string) => text.split(' '), processTerm: (term: string) => term || null };

export function makeTextIndex(list: readonly SearchDocument[]): TextIndex {
  const documents = new Map(list.map((document) => [document.id, document]));
  const bodyTexts = new Map<string, string>();
  const lexicon = makeLexicon();
  const stems = ({ language, text }: FieldText) => lexicon.read(text, language);
  // Many cases share a concept, and its synonyms share words: each text is read once, and each stem said once.
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
  cards.addAll([...documents.values()]);
  const bodies = new MiniSearch<{ id: string; body: string }>({
    ...asIs,
    fields: ['body'],
    searchOptions: { boost: { body: BODY_WEIGHT } },
  });

  const index: TextIndex = {
    documents,
    lexicon,
    score(term) {
      const scores: Scores = new Map();
      for (const engine of [cards, bodies]) {
        for (const { id, score } of engine.search(term) as unknown as { id: string; score: number }[]) {
          scores.set(id, (scores.get(id) ?? 0) + score);
        }
      }
      return scores;
    },
    body: (id) => bodyTexts.get(id),
    addBodies(found) {
      for (const [id, text] of found) {
        const document = documents.get(id);
        if (!document || bodyTexts.has(id)) continue;
        bodyTexts.set(id, text);
        bodies.add({ id, body: stems({ language: document.card.language, text }).join(' ') });
      }
    },
  };
  index.addBodies(list.flatMap(({ id, body }) => (body === undefined ? [] : [[id, body] as const])));
  return index;
}

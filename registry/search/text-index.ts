import MiniSearch from 'minisearch';
import type { SearchDocument } from './document.ts';
import { FIELD_WEIGHTS, type FieldName, fieldTexts, type FieldText, fromWords, LATE_WEIGHTS } from './field-texts.ts';
import type { Scores } from './fusion.ts';
import { type Lexicon, makeLexicon } from './lexicon.ts';
import type { LateTexts } from './pack.ts';

/** The documents of one locale, indexed by stems; long texts may come later. */
export interface TextIndex {
  documents: ReadonlyMap<string, SearchDocument>;
  lexicon: Lexicon;
  /** BM25 scores of the documents that hold a stem. */
  score(stem: string): Scores;
  /** The body of a document, if it is here. */
  body(id: string): string | undefined;
  /** Adds the late texts of documents that have none yet. */
  addLate(texts: Iterable<readonly [id: string, texts: LateTexts]>): void;
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
  const late = new MiniSearch<{ id: string; body: string; others: string }>({
    ...asIs,
    fields: Object.keys(LATE_WEIGHTS),
    searchOptions: { boost: LATE_WEIGHTS },
  });

  const index: TextIndex = {
    documents,
    lexicon,
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
  index.addLate(
    list.flatMap(({ id, body, others }) =>
      others === undefined ? [] : [[id, { others, ...(body === undefined ? {} : { body }) }] as const],
    ),
  );
  return index;
}

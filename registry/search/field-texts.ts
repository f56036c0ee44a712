import type { SearchDocument, Words } from './document.ts';

/** A text of a document with its language. */
export interface FieldText {
  language: string;
  text: string;
}

/** What of a document has texts. */
export type TextDocument = Pick<SearchDocument, 'card' | 'lessons' | 'concepts' | 'names' | 'body'>;

/**
 * The weight of a word by its field. The case's own description comes first; other languages and the long body match a case
 * without outranking cases about the query.
 */
export const FIELD_WEIGHTS = { title: 3, problem: 2, summary: 1.5, lessons: 1, concepts: 1, names: 1.5 } as const;
/** The same for what is long, and for the words of other languages. */
export const LATE_WEIGHTS = { body: 0.5, others: 0.5 } as const;

export type FieldName = keyof typeof FIELD_WEIGHTS;

/** The texts of a document's searchable fields. */
export const fieldTexts: Readonly<Record<FieldName, (document: TextDocument) => FieldText[]>> = {
  title: ({ card }) => [{ language: card.language, text: card.title }],
  problem: ({ card }) => [{ language: card.language, text: card.problem }],
  summary: ({ card }) => [{ language: card.language, text: card.summary }],
  lessons: ({ card, lessons }) =>
    lessons.map(({ text, conditions }) => ({ language: card.language, text: conditions ? `${text}\n${conditions}` : text })),
  concepts: ({ concepts }) => Object.values(concepts).flatMap(fromWords),
  names: ({ names }) => fromWords(names),
};

/** Every text of a document that a phrase may stand in. */
export const allTexts = (document: TextDocument): FieldText[] => [
  ...Object.values(fieldTexts).flatMap((texts) => texts(document)),
  ...bodyTexts(document),
];

export const bodyTexts = ({ card, body }: TextDocument): FieldText[] =>
  body === undefined ? [] : [{ language: card.language, text: body }];

export const fromWords = (words: Words): FieldText[] => Object.entries(words).map(([language, text]) => ({ language, text }));

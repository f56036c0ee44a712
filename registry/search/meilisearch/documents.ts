import { type Facet, FACETS } from '../bounds.ts';
import type { SearchDocument, SearchLesson, Words } from '../document.ts';
import { FIELD_WEIGHTS, type FieldText, fieldTexts, fromWords, LATE_WEIGHTS } from '../field-texts.ts';
import type { Card } from '../page.ts';
import { type ImpactField, ladderMaker } from './impact.ts';
import { makeTermReader } from './term.ts';
import { wordEntries, type WordEntry } from './word-entries.ts';

type Ladder = Record<string, string>;
type FacetValues = Record<Facet, readonly string[]>;

/** The stored fields of a case for display; not searched, only the ladder is. */
export interface StoredCase {
  id: string;
  card: Card;
  lessons: SearchLesson[];
  names: Words;
  concepts: Readonly<Record<string, Words>>;
  others?: Words;
  body?: string;
}

/** A case in the index of a locale. */
export type CaseEntry = StoredCase & FacetValues & { digest: string; newest: string } & Ladder;

/** The stored fields of a lesson for display. */
export interface StoredLesson {
  case: string;
  lesson: string;
  /** Whether it states what works, fails or depends; `kind` is the facet of its case. */
  lessonKind: string;
  text: string;
  language: string;
  /** The title of its case. */
  title: string;
}

/** A lesson in the shared index of all locales, with the facets of its case, so that filters apply to both. */
export type LessonEntry = StoredLesson & FacetValues & { id: string; locale: string; digest: string } & Ladder;

/**
 * Average words per field over the 30 cases of November 2026 in three languages. Constants, so that a case's entry depends on
 * that case alone.
 */
const USUAL_LENGTHS: Readonly<Record<keyof typeof FIELD_WEIGHTS | keyof typeof LATE_WEIGHTS, number>> = {
  title: 12,
  problem: 18,
  summary: 58,
  lessons: 140,
  concepts: 250,
  names: 25,
  body: 450,
  others: 175,
};
const USUAL_LESSON = 25;
const WEIGHTS = { ...FIELD_WEIGHTS, ...LATE_WEIGHTS };

export interface EntryMaker {
  caseOf(document: SearchDocument, digest: string): CaseEntry;
  lessonsOf(document: SearchDocument, digest: string): LessonEntry[];
  /** The words of all documents turned into entries. */
  words(): WordEntry[];
}

/**
 * Makes index entries from documents and shares what was computed for common words and concepts. `vectorsOf` adds vectors that
 * the server does not compute.
 */
export function makeEntryMaker(vectorsOf?: (document: SearchDocument) => Record<string, number[]>): EntryMaker {
  const reader = makeTermReader();
  const makeLadder = ladderMaker(reader.termOf);
  const concepts = new Map<string, ReadonlySet<number>>();
  const readConcept = (text: FieldText): ReadonlySet<number> => {
    const key = `${text.language} ${text.text}`;
    let terms = concepts.get(key);
    if (!terms) concepts.set(key, (terms = new Set(reader.read(text).flat())));
    return terms;
  };
  /** Keeps each term once: synonyms share words, and a concept in three languages is one concept. */
  const readConcepts = (texts: readonly FieldText[]): (readonly number[])[] => {
    const terms = new Set<number>();
    for (const text of texts) for (const term of readConcept(text)) terms.add(term);
    return Array.from(terms, (term) => [term]);
  };
  const fieldOf = (name: keyof typeof USUAL_LENGTHS, texts: readonly FieldText[], weight = 1): ImpactField => ({
    weight: weight * WEIGHTS[name],
    usualLength: USUAL_LENGTHS[name],
    words: name === 'concepts' ? readConcepts(texts) : texts.flatMap(reader.read),
  });

  return {
    caseOf(document, digest) {
      const { id, card, lessons, names, newest, body, weight } = document;
      const inEarly = Object.entries(fieldTexts).map(([name, texts]) =>
        fieldOf(name as keyof typeof fieldTexts, texts(document), name === 'concepts' ? 1 : weight),
      );
      const ladder = makeLadder([
        ...inEarly,
        fieldOf('body', body === undefined ? [] : [{ language: card.language, text: body }], weight),
        fieldOf('others', fromWords(document.others ?? {}), weight),
      ]);
      const stored: StoredCase = {
        ...{ id, card, lessons, names, concepts: document.concepts },
        ...(document.others === undefined ? {} : { others: document.others }),
        ...(body === undefined ? {} : { body }),
      };
      return {
        ...stored,
        ...facetValues(document),
        digest,
        newest,
        ...ladder,
        ...(vectorsOf ? { _vectors: vectorsOf(document) } : {}),
      } as CaseEntry;
    },
    lessonsOf: (document, digest) =>
      document.lessons.map(({ id: lesson, kind, text, conditions }) => {
        const { id, locale, card } = document;
        const whole = { language: card.language, text: conditions ? `${text}\n${conditions}` : text };
        return {
          id: `${locale}_${id}_${lesson}`,
          locale,
          digest,
          case: id,
          lesson,
          lessonKind: kind,
          text,
          language: card.language,
          title: card.title,
          ...facetValues(document),
          ...makeLadder([{ weight: FIELD_WEIGHTS.title, usualLength: USUAL_LESSON, words: reader.read(whole) }]),
        } as LessonEntry;
      }),
    words: () => wordEntries(reader.words()),
  };
}

const facetValues = ({ facets }: SearchDocument) =>
  Object.fromEntries(FACETS.map((facet) => [facet, facets[facet]])) as FacetValues;

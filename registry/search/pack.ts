import type { SearchDocument, Words } from './document.ts';
import type { Problem } from './problem.ts';

/** The documents of one locale as one JSON file for browsers: concepts are written once. */
export interface SearchPack extends PackedConcepts {
  locale: string;
  documents: PackedDocument[];
}

/** The words of concepts that documents have, and the problems of the vocabulary. */
export interface PackedConcepts {
  concepts: Record<string, Words>;
  /** The words of those that a document is about are among the concepts. */
  problems: (Omit<Problem, 'words'> & { words?: Words })[];
}

export type PackedDocument = Omit<SearchDocument, 'locale' | 'concepts'> & { concepts: string[] };

/** Packs documents of one locale. It holds texts and no index: a registry of a few hundred records is indexed in a moment. */
export function pack(documents: readonly SearchDocument[], locale: string, problems: readonly Problem[] = []): SearchPack {
  const own = documents.filter((document) => document.locale === locale);
  return {
    locale,
    ...packConcepts(own, problems),
    documents: own.map(({ locale: _, concepts, ...document }) => ({ ...document, concepts: Object.keys(concepts) })),
  };
}

export function packConcepts(documents: readonly SearchDocument[], problems: readonly Problem[]): PackedConcepts {
  const concepts = Object.assign({}, ...documents.map((document) => document.concepts)) as Record<string, Words>;
  return {
    concepts,
    problems: problems.map(({ words, ...problem }) => ({ ...problem, ...(conceptOf(problem) in concepts ? {} : { words }) })),
  };
}

const conceptOf = ({ id }: Pick<Problem, 'id'>) => `challenges/${id}`;

/** The documents of a pack, as they were, and the problems. */
export function unpack({ locale, documents, ...packed }: SearchPack): { documents: SearchDocument[]; problems: Problem[] } {
  return {
    documents: documents.map((document) => ({ ...document, locale, concepts: unpackConcepts(document.concepts, packed) })),
    problems: unpackProblems(packed),
  };
}

export const unpackConcepts = (ids: readonly string[], { concepts }: PackedConcepts): Record<string, Words> =>
  Object.fromEntries(ids.map((id) => [id, concepts[id]!]));

export const unpackProblems = ({ concepts, problems }: PackedConcepts): Problem[] =>
  problems.map((problem) => ({ ...problem, words: problem.words ?? concepts[conceptOf(problem)]! }));

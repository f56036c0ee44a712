import type { SearchDocument, Words } from './document.ts';
import type { Problem } from './problem.ts';

/** The documents of one locale as one JSON file for browsers: concepts are written once. */
export interface SearchPack {
  locale: string;
  concepts: Record<string, Words>;
  documents: PackedDocument[];
  /** The problems of the vocabulary; the words of those that a document is about are among the concepts. */
  problems: (Omit<Problem, 'words'> & { words?: Words })[];
}

export type PackedDocument = Omit<SearchDocument, 'locale' | 'concepts'> & { concepts: string[] };

/**
 * Packs documents of one locale. It holds texts and no index: the texts are needed anyway, and a serialised index repeats
 * them. Measured gzipped: 42 kB against 50 kB with 23 cases, indexed in 50 ms; 1.5 MB against 2.0 MB with 1,000, where indexing
 * takes 1.6 s. The site does it in a worker; a larger registry searches its API.
 */
export function pack(documents: readonly SearchDocument[], locale: string, problems: readonly Problem[] = []): SearchPack {
  const own = documents.filter((document) => document.locale === locale);
  const concepts = Object.assign({}, ...own.map((document) => document.concepts)) as Record<string, Words>;
  return {
    locale,
    concepts,
    problems: problems.map(({ words, ...problem }) => ({ ...problem, ...(conceptOf(problem) in concepts ? {} : { words }) })),
    documents: own.map(({ locale: _, concepts: coded, ...document }) => ({ ...document, concepts: Object.keys(coded) })),
  };
}

const conceptOf = ({ id }: Pick<Problem, 'id'>) => `challenges/${id}`;

/** The documents of a pack, as they were, and the problems. */
export function unpack({ locale, concepts, documents, problems }: SearchPack): {
  documents: SearchDocument[];
  problems: Problem[];
} {
  return {
    documents: documents.map((document) => ({
      ...document,
      locale,
      concepts: Object.fromEntries(document.concepts.map((id) => [id, concepts[id]!])),
    })),
    problems: problems.map((problem) => ({ ...problem, words: problem.words ?? concepts[conceptOf(problem)]! })),
  };
}

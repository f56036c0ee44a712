import type { SearchDocument, Words } from './document.ts';

/** The documents of one locale as one JSON file for browsers: concepts are written once, and bodies are left for a second file. */
export interface SearchPack {
  locale: string;
  concepts: Record<string, Words>;
  documents: PackedDocument[];
}

export type PackedDocument = Omit<SearchDocument, 'locale' | 'concepts' | 'body'> & { concepts: string[] };

/** Bodies by case id: the second file, whose words are found once it has come. */
export type BodyPack = Record<string, string>;

/**
 * Packs documents of one locale. It holds texts and no index: the texts are needed anyway, and a serialised index repeats
 * them. Measured gzipped: 42 kB against 50 kB with 23 cases, indexed in 50 ms; 1.5 MB against 2.0 MB with 1,000, where
 * indexing takes 1.6 s and loading an index 0.15 s, so a registry of that size should search through its API or in a worker.
 */
export function pack(documents: readonly SearchDocument[], locale: string): SearchPack {
  const own = documents.filter((document) => document.locale === locale);
  return {
    locale,
    concepts: Object.assign({}, ...own.map((document) => document.concepts)) as Record<string, Words>,
    documents: own.map(({ id, card, lessons, concepts, names, others, facets, newest }) => ({
      id,
      card,
      lessons,
      names,
      others,
      facets,
      newest,
      concepts: Object.keys(concepts),
    })),
  };
}

/** The documents of a pack, as they were but for their bodies. */
export function unpack({ locale, concepts, documents }: SearchPack): SearchDocument[] {
  return documents.map((document) => ({
    ...document,
    locale,
    concepts: Object.fromEntries(document.concepts.map((id) => [id, concepts[id]!])),
  }));
}

export function packBodies(documents: readonly SearchDocument[], locale: string): BodyPack {
  return Object.fromEntries(
    documents.flatMap((document) =>
      document.locale === locale && document.body !== undefined ? [[document.id, document.body]] : [],
    ),
  );
}

import type { SearchDocument, Words } from './document.ts';

/** The documents of one locale as one JSON file for browsers: concepts are written once, and what is long is left for a second file. */
export interface SearchPack {
  locale: string;
  concepts: Record<string, Words>;
  documents: PackedDocument[];
}

export type PackedDocument = Omit<SearchDocument, 'locale' | 'concepts' | 'body' | 'others'> & { concepts: string[] };

/** The texts of a case that come with the second file: its body, and its words in the languages not shown. */
export interface LateTexts {
  body?: string;
  others: Words;
}

/** Late texts by case id: their words are found once the file has come. */
export type LatePack = Readonly<Record<string, LateTexts>>;

/**
 * Packs documents of one locale. It holds texts and no index: the texts are needed anyway, and a serialised index repeats
 * them. Measured gzipped before the late texts were split off: 42 kB against 50 kB with 23 cases, indexed in 50 ms; 1.5 MB
 * against 2.0 MB with 1,000, where indexing takes 1.6 s. The site does it in a worker; a larger registry searches its API.
 */
export function pack(documents: readonly SearchDocument[], locale: string): SearchPack {
  const own = documents.filter((document) => document.locale === locale);
  return {
    locale,
    concepts: Object.assign({}, ...own.map((document) => document.concepts)) as Record<string, Words>,
    documents: own.map(({ id, card, lessons, concepts, names, facets, newest }) => ({
      id,
      card,
      lessons,
      names,
      facets,
      newest,
      concepts: Object.keys(concepts),
    })),
  };
}

/** The documents of a pack, as they were but for their late texts. */
export function unpack({ locale, concepts, documents }: SearchPack): SearchDocument[] {
  return documents.map((document) => ({
    ...document,
    locale,
    concepts: Object.fromEntries(document.concepts.map((id) => [id, concepts[id]!])),
  }));
}

/** The second file of a locale. */
export function packLate(documents: readonly SearchDocument[], locale: string): LatePack {
  const own = documents.filter((document) => document.locale === locale);
  return Object.fromEntries(own.map(({ id, body, others = {} }) => [id, { others, ...(body === undefined ? {} : { body }) }]));
}

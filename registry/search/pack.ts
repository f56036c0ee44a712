import type { SearchDocument, Words } from './document.ts';

/** The documents of one locale as one JSON file for browsers: concepts are stored once, and long texts go into a second file. */
export interface SearchPack {
  locale: string;
  concepts: Record<string, Words>;
  documents: PackedDocument[];
}

export type PackedDocument = Omit<SearchDocument, 'locale' | 'concepts' | 'body' | 'others'> & { concepts: string[] };

/** The late texts of a case: its body, and its words in languages that are not shown. */
export interface LateTexts {
  body?: string;
  others: Words;
}

/** Late texts by case id; they become searchable when the file is loaded. */
export type LatePack = Readonly<Record<string, LateTexts>>;

/**
 * Packs documents of one locale. Contains texts and no index: the texts are needed anyway, and a serialised index repeats them.
 * Measured gzipped before the late texts were split off: 42 kB against 50 kB with 23 cases, indexed in 50 ms; 1.5 MB against
 * 2.0 MB with 1,000, indexed in 1.6 s. The site indexes in a worker; a larger registry searches through its API.
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

/** The documents of a pack, without their late texts. */
export function unpack({ locale, concepts, documents }: SearchPack): SearchDocument[] {
  return documents.map((document) => ({
    ...document,
    locale,
    concepts: Object.fromEntries(document.concepts.map((id) => [id, concepts[id]!])),
  }));
}

/** The second file of a locale, with the late texts. */
export function packLate(documents: readonly SearchDocument[], locale: string): LatePack {
  const own = documents.filter((document) => document.locale === locale);
  return Object.fromEntries(own.map(({ id, body, others = {} }) => [id, { others, ...(body === undefined ? {} : { body }) }]));
}

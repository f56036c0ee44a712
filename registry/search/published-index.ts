import type { SearchDocument } from './document.ts';
import { pack } from './pack.ts';
import type { Problem } from './problem.ts';

/** A file of the site, as JSON. */
export interface IndexFile {
  path: string;
  content: unknown;
}

/** The files in which a site publishes the index of one locale. */
export function* indexFiles(
  documents: readonly SearchDocument[],
  locale: string,
  problems: readonly Problem[],
): Generator<IndexFile> {
  yield { path: `search/${locale}.json`, content: pack(documents, locale, problems) };
}

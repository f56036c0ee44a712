import type { Case } from '../case/schema.ts';
import type { MarkdownFile } from '../content/front-matter.ts';
import type { Translation } from './translation.ts';

/** One language version of a case as it stands in its file. */
export interface CaseTranslation {
  locale: string;
  file: string;
  words: Translation;
  body: string;
  source: MarkdownFile;
  /** The original's words have changed since this was translated. */
  stale: boolean;
}

/** A case: its original, the digest of the original's words, and its translations by locale. */
export interface CaseRecord {
  id: string;
  /** content/cases/<folder>/<id>: an ISO 3166-1 alpha-3 code in lower case, or `int`. */
  folder: string;
  file: string;
  facts: Case;
  body: string;
  digest: string;
  source: MarkdownFile;
  translations: ReadonlyMap<string, CaseTranslation>;
}

import type { CaseFile } from '../../photo/case-file.ts';
import type { Citations } from '../../page/citations.ts';
import type { Speaker } from '../../page/speaker.ts';
import type { CaseRecord, CaseView } from '../record.ts';
import type { Case } from '../schema.ts';

/** The data from which each part of a case's page is rendered. */
export interface CasePage {
  view: CaseView;
  record: CaseRecord;
  facts: Case;
  speaker: Speaker;
  citations: Citations;
  /** The language of the record's words, if it differs from the page's. */
  lang: string | undefined;
  /** The language of untranslated names: actors and cases elsewhere. */
  originalLang: string;
  files: readonly CaseFile[];
}

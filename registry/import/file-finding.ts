import type { FilePlace } from './file-tables.ts';

/** What a comment sheet or a case template has wrong; each code's words are the string `upload.finding.<code>`. */
const FILE_FINDINGS = [
  'sheet-unknown',
  'case-unknown',
  'lesson-unknown',
  'answer-unknown',
  'lab-unknown',
  'answer-missing',
  'answer-too-long',
  'cell-formula',
  'cell-error',
  'column-unknown',
  'row-without-case',
  'row-twice',
] as const;

/** Something to mend in a file, at the place where the person sees it. */
export interface FileFinding extends FilePlace {
  code: (typeof FILE_FINDINGS)[number];
  given: string;
  suggestion?: string;
}

import { type ReadSheet, readCommentSheets, type SheetFinding } from '../../import/comment-sheet.ts';
import { FileRefused } from '../../import/gate.ts';
import { TablesRefused } from '../../import/word-tables.ts';
import type { Locale } from '../../locale/locale.ts';
import { inspectNewRecord } from './inspect-new-record.ts';
import { sortProblems, type SubmissionProblem } from './submission-problem.ts';
import type { DraftContext } from '../draft/draft.ts';
import type { NewRecord } from '../new-record.ts';

/** One comment sheet of a file: what was read of it, and what is to be mended. */
export interface SheetReading {
  data: ReadSheet['data'];
  /** At places of the file. */
  findings: SheetFinding[];
  /** Of the comment that it would become, in the reader's language. */
  problems: SubmissionProblem[];
  /** What can be sent; absent while something must be mended in the file. */
  submission?: NewRecord;
}

/** The comment sheets of a file, or why none of it is read. */
export type FileReading =
  { refused: FileRefused['code'] | TablesRefused['code'] } | { refused?: undefined; sheets: SheetReading[] };

/** Reads the comment sheets of a Word document, each as a submission of its own: one that is wrong does not hold back the rest. */
export function readSheets(bytes: Uint8Array, context: DraftContext, locale: Locale): FileReading {
  try {
    return { sheets: readCommentSheets(bytes, context.registry).map((sheet) => inspectSheet(sheet, context, locale)) };
  } catch (error) {
    if (error instanceof FileRefused || error instanceof TablesRefused) return { refused: error.code };
    throw error;
  }
}

function inspectSheet({ data, findings }: ReadSheet, context: DraftContext, locale: Locale): SheetReading {
  if (findings.length > 0) return { data, findings, problems: [] };
  const { consent: _agreed, ...record } = data;
  const submission: NewRecord = {
    locale: locale.id,
    action: { new: 'comment' },
    record,
    door: 'word',
    consent: { license: 'CC-BY-4.0' },
  };
  const problems = sortProblems(inspectNewRecord(submission, context, locale).problems);
  const isWrong = problems.some(({ severity }) => severity === 'error');
  return { data, findings, problems, ...(isWrong ? {} : { submission }) };
}

import { type ReadSheet, readCommentSheets } from '../../import/comment-sheet.ts';
import { type FileRefusal, FileRefused } from '../../import/file-refused.ts';
import type { OfficeFile } from '../../import/file-tables.ts';
import { openFile } from '../../import/open-file.ts';
import type { Locale } from '../../locale/locale.ts';
import { inspectNewRecord } from '../check/inspect-new-record.ts';
import { sortProblems, type SubmissionProblem } from '../check/submission-problem.ts';
import type { DraftContext } from '../draft/draft.ts';
import type { NewRecord } from '../new-record.ts';
import { readCases } from './case-file.ts';
import { type SaidFinding, sayFinding } from './finding-words.ts';
import { type CaseReading, inspectCase } from './inspect-case.ts';

/** One comment sheet of a file: what was read of it, and what is to be mended. */
export interface SheetReading {
  data: ReadSheet['data'];
  /** At places of the file. */
  findings: SaidFinding[];
  /** Of the comment that it would become, in the reader's language. */
  problems: SubmissionProblem[];
  /** What can be sent; absent while something must be mended in the file. */
  submission?: NewRecord;
}

/** What a file holds, or why none of it is read. */
export type FileReading =
  { refused: FileRefusal } | { refused?: undefined; sheets: SheetReading[]; cases: CaseReading[]; file: OfficeFile };

/**
 * Reads the comment sheets and cases of a Word document or a workbook. Each is a submission of its own: one that is wrong does not
 * hold back the rest.
 */
export async function readFile(bytes: Uint8Array, context: DraftContext, locale: Locale): Promise<FileReading> {
  try {
    const file = openFile(bytes);
    const sheets = readCommentSheets(file, context.registry).map((sheet) => inspectSheet(sheet, file, context, locale));
    const cases: CaseReading[] = [];
    for (const read of sheets.length > 0 ? [] : readCases(file, context.registry))
      cases.push(await inspectCase(read, context, locale));
    return { sheets, cases, file };
  } catch (error) {
    if (error instanceof FileRefused) return { refused: error.code };
    throw error;
  }
}

function inspectSheet({ data, findings }: ReadSheet, { door }: OfficeFile, context: DraftContext, locale: Locale): SheetReading {
  const said = findings.map((found) => sayFinding(found, context.registry, locale));
  if (said.length > 0) return { data, findings: said, problems: [] };
  const { consent: _agreed, ...record } = data;
  const submission: NewRecord = {
    ...{ locale: locale.id, action: { new: 'comment' }, record, door },
    consent: { license: 'CC-BY-4.0' },
  };
  const problems = sortProblems(inspectNewRecord(submission, context, locale).problems);
  const isWrong = problems.some(({ severity }) => severity === 'error');
  return { data, findings: said, problems, ...(isWrong ? {} : { submission }) };
}

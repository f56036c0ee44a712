import { finding } from '../../finding/finding.ts';
import type { Locale } from '../../locale/locale.ts';
import { MarkdownTooDeep } from '../../markdown/parse.ts';
import { RecordNotWritable } from '../../record/write.ts';
import { CommentInTheWay } from '../draft/improvement.ts';
import { OriginalMissing } from '../draft/make-record.ts';
import { problem, problemOf, type SubmissionProblem } from './submission-problem.ts';

/** Why no record could be made of a submission. Throws every other error. */
export function whyNotMade(error: unknown, locale: Locale): SubmissionProblem[] {
  if (error instanceof MarkdownTooDeep) return [problemOf(finding('markdown-too-deep', { file: '' }), '/body', locale)];
  if (error instanceof CommentInTheWay) return [problem('comment-in-the-way', '', locale)];
  // checkAction has reported this with its pointer.
  if (error instanceof OriginalMissing) return [];
  if (error instanceof RecordNotWritable) {
    const found = error.findings.map((each) => problemOf(each, '', locale));
    return found.length > 0 ? found : [problem('not-writable', '', locale)];
  }
  throw error;
}

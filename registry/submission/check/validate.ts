import type { Locale } from '../../locale/locale.ts';
import type { SearchEngine } from '../../search/engine.ts';
import { findDamagedPictures } from '../draft/attachment.ts';
import type { DraftContext } from '../draft/draft.ts';
import type { DraftedRecord } from '../draft/make-record.ts';
import { isNewRecord, type Submission } from '../schema.ts';
import { inspectDraft } from './inspect.ts';
import { inspectNewRecord } from './inspect-new-record.ts';
import { salvage } from './placeholders.ts';
import { sortProblems, type SubmissionProblem } from './submission-problem.ts';
import { readShape, type SchemaMismatch } from './shape.ts';
import { checkUntold } from './untold.ts';
import { findSimilar, type SimilarCase } from './similar.ts';

export interface Validation {
  /** The parsed submission; absent when it breaks the schema. */
  submission?: Submission;
  /** All errors and warnings in form order. Only errors prevent acceptance. */
  problems: SubmissionProblem[];
  /** Cases that it may duplicate: a reason to ask, not to refuse. */
  similar: SimilarCase[];
  /** Schema errors; also among `problems`. */
  mismatch?: SchemaMismatch;
  /** The record as it would be proposed now, for a preview; absent when none can be made. */
  made?: DraftedRecord;
}

/**
 * Reports all problems of input at once in the language of `locale`: those of the schema, and those that the rules find in the
 * resulting record. Without an `engine`, similar cases are not searched.
 */
export async function validateSubmission(
  input: unknown,
  context: DraftContext & { engine?: SearchEngine },
  locale: Locale,
): Promise<Validation> {
  const { submission, problems: ofShape, mismatch } = readShape(input, locale);
  const problems = [...ofShape, ...checkUntold(input, locale)];
  if (submission && isNewRecord(submission))
    return { submission, problems: sortProblems(inspectNewRecord(submission, context, locale).problems), similar: [] };
  if (submission) {
    const { made, problems: more } = inspectDraft(submission, context, locale);
    const isNew = submission.action === 'create';
    const similar = isNew && context.engine ? await findSimilar(submission, context.registry, context.engine) : [];
    const damaged = await findDamagedPictures(submission, locale);
    return { submission, problems: sortProblems([...problems, ...more, ...damaged]), similar, ...(made ? { made } : {}) };
  }
  const rest = problems.some(({ code }) => code === 'too-deep') ? undefined : salvage(input);
  const more = rest ? inspectDraft(rest.submission, context, locale).problems : [];
  const isSenders = ({ pointer }: SubmissionProblem) =>
    pointer !== '' && !rest!.replaced.some((place) => pointer === place || pointer.startsWith(`${place}/`));
  return {
    problems: sortProblems([...problems, ...more.filter(isSenders)]),
    similar: [],
    ...(mismatch ? { mismatch } : {}),
  };
}

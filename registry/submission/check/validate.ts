import type { Locale } from '../../locale/locale.ts';
import type { SearchEngine } from '../../search/engine.ts';
import { findDamagedPictures } from '../draft/attachment.ts';
import type { DraftContext } from '../draft/draft.ts';
import type { DraftedRecord } from '../draft/make-record.ts';
import type { Submission } from '../schema.ts';
import { inspectDraft } from './inspect.ts';
import { salvage } from './placeholders.ts';
import { sortProblems, type SubmissionProblem } from './submission-problem.ts';
import { readShape, type SchemaMismatch } from './shape.ts';
import { findSimilar, type SimilarCase } from './similar.ts';

export interface Validation {
  /** What was sent, read; absent when it breaks the schema. */
  submission?: Submission;
  /** Everything to put right, errors and warnings, in the order of the form. Only errors keep it from being accepted. */
  problems: SubmissionProblem[];
  /** Cases that it may be another telling of: a reason to ask, not to refuse. */
  similar: SimilarCase[];
  /** What its schema has against it; among `problems` too. */
  mismatch?: SchemaMismatch;
  /** The record as it would be proposed now, for a preview; absent when none can be made. */
  made?: DraftedRecord;
}

/**
 * Everything that is wrong with what somebody sent, at once and in the language of `locale`: the schema, and the same rules as
 * check on the record that would be made from it. Without an `engine` nobody is asked about similar cases.
 */
export async function validateSubmission(
  input: unknown,
  context: DraftContext & { engine?: SearchEngine },
  locale: Locale,
): Promise<Validation> {
  const { submission, problems, mismatch } = readShape(input, locale);
  if (submission) {
    const { made, problems: more } = inspectDraft(submission, context, locale);
    const isNew = submission.action === 'create';
    const similar = isNew && context.engine ? await findSimilar(submission, context.registry, context.engine) : [];
    const damaged = await findDamagedPictures(submission, locale);
    return { submission, problems: sortProblems([...more, ...damaged]), similar, ...(made ? { made } : {}) };
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

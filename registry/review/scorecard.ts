import { stringify } from 'yaml';
import * as z from 'zod';
import { evidenceSchema, OUTCOMES } from '../case/schema.ts';
import { choice, day, languageId, slug } from '../schema/fields.ts';

export const CONFIDENCES = ['low', 'medium', 'high'] as const;
/** Characters of a comment. */
export const LONGEST_COMMENT = 600;

/** content/reviews/<case>/<reviewer>-<round>.yml: how a reviewer would set the verdicts of a case. */
export const scorecardSchema = z
  .strictObject({
    reviewer: slug().max(40).describe('Id of the reviewer.'),
    name: z.string().trim().min(1).max(80).describe('Name of the reviewer.'),
    on: day().describe('Day on which it was filled in.'),
    language: languageId().describe('Language of the comment.'),
    verdicts: z
      .array(
        z.strictObject({
          id: slug().describe('Id of the verdict in the case.'),
          outcome: choice('outcomes', OUTCOMES).describe('How it went, as the reviewer reads the sources.'),
          strength: evidenceSchema.shape.strength,
        }),
      )
      .min(1)
      .max(5)
      .describe('Each verdict as the reviewer would set it.'),
    confidence: choice('review-confidences', CONFIDENCES).describe('How sure the reviewer is.'),
    comment: z.string().trim().min(1).max(LONGEST_COMMENT).describe('Why, for readers.').optional(),
  })
  .describe('How a reviewer would set the verdicts of a case.');

export type Scorecard = z.infer<typeof scorecardSchema>;

const PATH = /^reviews\/([a-z0-9-]+)\/[a-z0-9-]+\.yml$/;

/** The case of a scorecard's file; undefined for other files. */
export const caseOfScorecard = (path: string): string | undefined => PATH.exec(path)?.[1];

/**
 * Where a reviewer's scorecard for a proposal stands, below the content folder. Each proposal has files of its own, so that two
 * about one case merge.
 */
export const scorecardPath = (caseId: string, reviewer: string, submissionId: string): string =>
  `reviews/${caseId}/${reviewer}-${submissionId.slice(0, 8)}.yml`;

/** The file of a scorecard. */
export const writeScorecard = (card: Scorecard): string => stringify(card, { lineWidth: 120 });

/** The file of a scorecard with nothing filled in, for reviewers who write it themselves: `check` names what is missing. */
export const blankScorecard = (
  verdicts: readonly { id: string; outcome: string; evidence: { strength: number } }[],
  language: string,
): string =>
  [
    'reviewer: # your-id',
    'name:',
    'on: # YYYY-MM-DD',
    `language: ${language}`,
    'verdicts:',
    ...verdicts.flatMap(({ id, outcome, evidence }) => [
      `  - id: ${id}`,
      `    outcome: # ${OUTCOMES.join(', ')} (now ${outcome})`,
      `    strength: # 0-5 (now ${evidence.strength})`,
    ]),
    `confidence: # ${CONFIDENCES.join(', ')}`,
    'comment:',
    '',
  ].join('\n');

/** The newest scorecard of each reviewer. */
export function newestOfEach(cards: readonly Scorecard[]): Scorecard[] {
  const sorted = cards.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  return [...new Map(sorted.map((card) => [card.reviewer, card])).values()];
}

/** Whether two of the scorecards would set a verdict otherwise. */
export const differ = (cards: readonly Scorecard[]): boolean =>
  [
    ...Map.groupBy(
      cards.flatMap(({ verdicts }) => verdicts),
      ({ id }) => id,
    ).values(),
  ].some((same) => new Set(same.map(({ outcome, strength }) => `${outcome} ${strength}`)).size > 1);

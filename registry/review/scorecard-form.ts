import type { Verdict } from '../case/schema.ts';
import { type Scorecard, scorecardSchema } from './scorecard.ts';

/** The fields of a reviewer's form as they were sent. */
export type TypedFields = Readonly<Record<string, string>>;

/** The verdicts of the case that is reviewed. */
type Reviewed = readonly Pick<Verdict, 'id'>[];

export const outcomeName = (id: string) => `outcome-${id}`;
export const strengthName = (id: string) => `strength-${id}`;

/** The questions of a scorecard that must be answered: how the reviewer would set each verdict, and how sure they are. */
const questionsOf = (verdicts: Reviewed): string[] => [
  ...verdicts.flatMap(({ id }) => [outcomeName(id), strengthName(id)]),
  'confidence',
];

const isAnswered = (typed: TypedFields) => (name: string) => (typed[name] ?? '') !== '';

/** Whether anything of a scorecard is filled in. */
export const isBegun = (verdicts: Reviewed, typed: TypedFields): boolean =>
  [...questionsOf(verdicts), 'comment'].some(isAnswered(typed));

type Told = Pick<Scorecard, 'reviewer' | 'name' | 'on' | 'language'>;

/** Reads a scorecard, or names the questions that have no answer; the comment is optional. */
export function readScorecard(verdicts: Reviewed, typed: TypedFields, told: Told): { card?: Scorecard; missing: string[] } {
  const answered = isAnswered(typed);
  const missing = questionsOf(verdicts).filter((name) => !answered(name));
  if (missing.length > 0) return { missing };
  const read = scorecardSchema.safeParse({
    ...told,
    verdicts: verdicts.map(({ id }) => ({ id, outcome: typed[outcomeName(id)], strength: Number(typed[strengthName(id)]) })),
    confidence: typed['confidence'],
    ...(typed['comment'] ? { comment: typed['comment'] } : {}),
  });
  // Only a program sends other values than the page offers.
  return read.success ? { card: read.data, missing: [] } : { missing: ['card'] };
}

/** A scorecard as what was typed, so that a reviewer can change it. */
export const typedOf = ({ verdicts, confidence, comment = '' }: Scorecard): TypedFields => ({
  ...Object.fromEntries(
    verdicts.flatMap(({ id, outcome, strength }) => [
      [outcomeName(id), outcome],
      [strengthName(id), String(strength)],
    ]),
  ),
  confidence,
  comment,
});

import type { Element } from 'hast';
import { h } from 'hastscript';
import { OUTCOMES } from '#registry/case/schema.ts';
import type { Speaker } from '#registry/page/speaker.ts';
import { CONFIDENCES, LONGEST_COMMENT, type Scorecard, scorecardSchema } from '#registry/review/scorecard.ts';
import type { ProposalDrawn } from './draw.ts';

/** The fields of the page's form as they were sent. */
export type TypedFields = Readonly<Record<string, string>>;

type Verdicts = ProposalDrawn['verdicts'];
const STRENGTHS = [0, 1, 2, 3, 4, 5] as const;

const outcomeName = (id: string) => `outcome-${id}`;
const strengthName = (id: string) => `strength-${id}`;

/** The questions of a scorecard: how the reviewer would set each verdict, how sure they are, and why. Nothing is chosen for them. */
export function scorecardFields(
  verdicts: Verdicts,
  typed: TypedFields,
  problemOf: (field: string) => string | undefined,
  { t, label }: Speaker,
): Element {
  const select = (name: string, words: string, options: readonly (readonly [string, string])[]) => {
    const problem = problemOf(name);
    return h('div.field', { className: problem ? ['has-error'] : [] }, [
      h('label', { htmlFor: name }, words),
      ...(problem ? [h('p.field-error', { id: `${name}-error` }, problem)] : []),
      h(
        'select',
        { id: name, name, ariaDescribedBy: problem ? `${name}-error` : undefined },
        [['', t('review.card.none')] as const, ...options].map(([value, shown]) =>
          h('option', { value, selected: (typed[name] ?? '') === value }, shown),
        ),
      ),
    ]);
  };
  return h('fieldset.group', { id: 'card' }, [
    h('legend', t('review.card')),
    h('p.help', t('review.card.help')),
    ...verdicts.map(({ id, about, outcome, evidence }) =>
      h('fieldset.field', [
        h('legend', about),
        h(
          'p.help',
          t('review.card.record', {
            outcome: label('outcomes', outcome),
            strength: `${evidence.strength} ${label('evidence-strength', evidence.strength)}`,
          }),
        ),
        select(
          outcomeName(id),
          t('review.card.outcome'),
          OUTCOMES.map((each) => [each, label('outcomes', each)]),
        ),
        select(
          strengthName(id),
          t('review.card.strength'),
          STRENGTHS.map((each) => [String(each), `${each} · ${label('evidence-strength', each)}`]),
        ),
      ]),
    ),
    select(
      'confidence',
      t('review.card.confidence'),
      CONFIDENCES.map((each) => [each, label('review-confidences', each)]),
    ),
    h('div.field', [
      h('label', { htmlFor: 'comment' }, t('review.card.comment')),
      h('p.help', { id: 'comment-help' }, t('review.card.comment.help')),
      h(
        'textarea',
        { id: 'comment', name: 'comment', rows: 3, maxLength: LONGEST_COMMENT, ariaDescribedBy: ['comment-help'] },
        typed['comment'] ?? '',
      ),
    ]),
  ]);
}

/** Whether anything of a scorecard is filled in. */
export const isBegun = (verdicts: Verdicts, typed: TypedFields): boolean =>
  [...verdicts.flatMap(({ id }) => [outcomeName(id), strengthName(id)]), 'confidence', 'comment'].some(
    (name) => (typed[name] ?? '') !== '',
  );

type Told = Pick<Scorecard, 'reviewer' | 'name' | 'on' | 'language'>;

/** Reads a scorecard; every question but the comment has an answer, or is named. */
export function readScorecard(verdicts: Verdicts, typed: TypedFields, told: Told): { card?: Scorecard; missing: string[] } {
  const names = [...verdicts.flatMap(({ id }) => [outcomeName(id), strengthName(id)]), 'confidence'];
  const missing = names.filter((name) => (typed[name] ?? '') === '');
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

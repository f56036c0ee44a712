import type { Element } from 'hast';
import { h } from 'hastscript';
import { OUTCOMES, STRENGTHS } from '#registry/case/schema.ts';
import type { Speaker } from '#registry/page/speaker.ts';
import { outcomeName, strengthName, type TypedFields } from '#registry/review/scorecard-form.ts';
import { CONFIDENCES, LONGEST_COMMENT } from '#registry/review/scorecard.ts';
import type { ProposalDrawn } from './draw.ts';

/** The questions of a scorecard: how the reviewer would set each verdict, how sure they are, and why. Nothing is chosen for them. */
export function scorecardFields(
  verdicts: ProposalDrawn['verdicts'],
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

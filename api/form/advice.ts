import type { Element } from 'hast';
import { h } from 'hastscript';
import { adviceOf } from '#registry/case/page/advice.ts';
import { completenessOf } from '#registry/case/completeness.ts';
import type { CaseRecord } from '#registry/case/record.ts';
import { type FormStep, stepWith } from '#registry/submission/form/step.ts';
import { formAddress } from './form-address.ts';
import type { FormContext } from './form-context.ts';
import type { FormState } from './form-state.ts';

/** Questions named at once: more would look like a requirement. */
const STEPS = 3;

/**
 * What would make the case more complete and can be asked of its sender, each with a link to the question, in the long form if
 * necessary.
 */
export function advice({ facts }: CaseRecord, state: FormState, context: FormContext): Element[] {
  const { t, locale } = context;
  const asked = completenessOf(facts).next.flatMap((next) => {
    const field = `case.${next.part}`;
    const here = stepWith(state.path, field);
    const step = here ?? stepWith('full', field);
    return step ? [{ next, step, isHere: here !== undefined }] : [];
  });
  if (asked.length === 0) return [];
  const way = (step: FormStep, isHere: boolean) =>
    h(
      'button.plain',
      { type: 'submit', name: 'go', value: `step:${step.id}`, formAction: isHere ? undefined : formAddress(locale.id, 'full') },
      t('form.change', { step: t(`form.step.${step.id}`) }),
    );
  return [
    h('section.advice', { ariaLabelledBy: 'advice-title' }, [
      h('h2', { id: 'advice-title' }, t('advice.title')),
      h('p', t('advice.inForm')),
      h(
        'ul',
        asked.slice(0, STEPS).map(({ next, step, isHere }) =>
          // Reviewers say that the sources are silent, because they read them.
          h('li', [adviceOf({ ...next, addsAbsence: 0 }, context), ' ', way(step, isHere)]),
        ),
      ),
      h('p.small', t('advice.explain')),
    ]),
  ];
}

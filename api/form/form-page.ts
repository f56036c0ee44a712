import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { pathOf } from '#registry/submission/form/field.ts';
import type { FormProblem } from '#registry/submission/form/form-problem.ts';
import { fieldsOfStep, formPaths, REVIEW } from '#registry/submission/form/step.ts';
import { control } from './control.ts';
import { errorSummary } from './error-summary.ts';
import type { FormContext } from './form-context.ts';
import { form, heading } from './form-frame.ts';
import { formAddress } from './form-address.ts';
import type { FormState } from './form-state.ts';
import type { SimilarCaseLink } from './similar-cases.ts';
import { similarNotice } from './similar-notice.ts';

export interface FormPage {
  state: FormState;
  problems: readonly FormProblem[];
  /** Cases that may be the same, or the origin of this one. */
  similar: readonly SimilarCaseLink[];
  /** Errors of sending, as whole sentences. */
  notices: readonly string[];
  context: FormContext;
  /** Nothing was sent yet, so a draft stored on the device may replace the page's values. */
  isFresh: boolean;
}

/** One step of the form, also used to report its errors. */
export function formPage({ state, problems, similar, notices, context: spoken, isFresh }: FormPage): ElementContent[] {
  const context = state.path === 'pilot' ? ofWhatIsToCome(spoken) : spoken;
  const { t, registry } = context;
  const step = formPaths[state.path].find(({ id }) => id === state.step)!;
  const tag = registry.locales.get(state.language)?.tag ?? state.language;
  const options = { context, values: state.values, problems, tag, marksOptional: !state.improves, removals: state.removals };
  const fields = fieldsOfStep(step).map((field) => control(field, field.path, options));
  const isAsked = (name: string) => step.fields.some((top) => pathOf(name) === top || pathOf(name).startsWith(`${top}.`));
  return [
    ...errorSummary(problems, context),
    ...heading(state, context),
    ...notices.map((words) => h('p.notice', words)),
    ...(isFirst(state) ? intro(state, context) : []),
    form({ state, context, isAsked, asks: step.fields, isFresh }, [
      ...(isFirst(state) ? [] : similarNotice(similar, state, context)),
      ...fields,
      ...(isFirst(state) && !state.improves
        ? [h('div', { id: 'similar', ariaLive: 'polite' }, similarNotice(similar, state, context))]
        : []),
      h('div.form-buttons', [
        h('button', { type: 'submit', name: 'go', value: 'next' }, t(isLast(state) ? 'form.toReview' : 'form.next')),
        ...(isFirst(state)
          ? []
          : [h('button.plain', { type: 'submit', name: 'go', value: 'back', formNoValidate: true }, t('form.back'))]),
      ]),
      ...(state.path === 'quick' ? [moreDetail(state, context)] : stepList(state, context)),
    ]),
  ];
}

/** Questions about what has not begun have words of their own where the usual ones look back. */
function ofWhatIsToCome(context: FormContext): FormContext {
  const { t, locale } = context;
  return { ...context, t: (key, values) => t(`pilot.${key}` in locale.strings ? `pilot.${key}` : key, values) };
}

const isFirst = ({ path, step }: FormState) => formPaths[path][0]!.id === step;
const isLast = ({ path, step }: FormState) => formPaths[path].at(-1)!.id === step;

function intro(state: FormState, { t, registry, locale }: FormContext): ElementContent[] {
  const { improves, path, language } = state;
  if (improves) {
    const name = registry.locales.get(language)?.name ?? language;
    return [
      h('p.lede', t('form.intro.improve')),
      ...(language === locale.id ? [] : [h('p.notice', t('form.intro.otherLanguage', { language: name }))]),
    ];
  }
  const other = path === 'quick' ? 'full' : 'quick';
  return [
    h('p.lede', t(`form.intro.${path}`)),
    h('p.small', [
      t('form.intro.promise'),
      ' ',
      h('a', { href: formAddress(locale.id, other) }, t(`form.to.${other}`)),
      ...(path === 'pilot' ? [] : [' · ', h('a', { href: formAddress(locale.id, 'pilot') }, t('form.to.pilot'))]),
    ]),
  ];
}

/** Leads from the short form to the long one and keeps all values. */
function moreDetail(state: FormState, { t, locale }: FormContext): Element {
  return h('p.more-detail', [
    t('form.more.text'),
    ' ',
    h(
      'button.plain',
      {
        type: 'submit',
        name: 'go',
        value: `step:${state.step}`,
        formAction: formAddress(locale.id, 'full'),
        formNoValidate: true,
      },
      t('form.more'),
    ),
  ]);
}

/** Links to all steps: a correction goes straight to what it corrects. */
function stepList(state: FormState, { t }: FormContext): Element[] {
  const items = [...formPaths[state.path].map(({ id }) => id), REVIEW].map((id) => {
    const isHere = id === state.step;
    return h('li', [
      h(
        'button.plain',
        { type: 'submit', name: 'go', value: `step:${id}`, ariaCurrent: isHere ? 'step' : undefined, formNoValidate: true },
        t(`form.step.${id}`),
      ),
    ]);
  });
  return [h('nav.step-list', { ariaLabel: t('form.steps') }, [h('p.kicker', t('form.steps')), h('ol', items)])];
}

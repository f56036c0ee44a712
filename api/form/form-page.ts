import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { pathOf } from '#registry/submission/form/field.ts';
import type { FormProblem } from '#registry/submission/form/problem.ts';
import { fieldsOf, paths, REVIEW } from '#registry/submission/form/step.ts';
import { control } from './control.ts';
import { errorSummary } from './error-summary.ts';
import type { FormContext } from './form-context.ts';
import { addressOf } from './form-address.ts';
import { carried, type FormState } from './state.ts';
import type { SimilarCase } from './similar.ts';
import { similarNotice } from './similar-notice.ts';
import { TRAP } from './trap.ts';

export interface FormPage {
  state: FormState;
  problems: readonly FormProblem[];
  /** Cases that may be the same, or what this one adapted. */
  similar: readonly SimilarCase[];
  /** What went wrong with sending, in whole sentences. */
  notices: readonly string[];
  context: FormContext;
  /** Nothing was sent yet: what the device kept comes first. */
  isFresh: boolean;
}

/** One step of the form. The page that reports errors is this one too. */
export function formPage({ state, problems, similar, notices, context, isFresh }: FormPage): ElementContent[] {
  const { t, registry } = context;
  const step = paths[state.path].find(({ id }) => id === state.step)!;
  const tag = registry.locales.get(state.language)?.tag ?? state.language;
  const options = { context, values: state.values, problems, tag, marksOptional: !state.improves };
  const fields = fieldsOf(step).map((field) => control(field, field.path, options));
  const isAsked = (name: string) => step.fields.some((top) => pathOf(name) === top || pathOf(name).startsWith(`${top}.`));
  return [
    ...errorSummary(problems, context),
    ...heading(state, context),
    ...notices.map((words) => h('p.notice', words)),
    ...(state.step === 'what' ? intro(state, context) : []),
    form({ state, context, isAsked, asks: step.fields, isFresh }, [
      ...(state.step === 'what' ? [] : similarNotice(similar, state, context)),
      ...fields,
      ...(state.step === 'what' && !state.improves
        ? [h('div', { id: 'similar', ariaLive: 'polite' }, similarNotice(similar, state, context))]
        : []),
      h('div.form-buttons', [
        h('button', { type: 'submit', name: 'go', value: 'next' }, t(isLast(state) ? 'form.toReview' : 'form.next')),
        ...(state.step === 'what'
          ? []
          : [h('button.plain', { type: 'submit', name: 'go', value: 'back', formNoValidate: true }, t('form.back'))]),
      ]),
      ...(state.path === 'quick' ? [moreDetail(state, context)] : stepList(state, context)),
    ]),
  ];
}

const isLast = ({ path, step }: FormState) => paths[path].at(-1)!.id === step;

/** Which step this is, of how many, and what it is about. */
export function heading(state: FormState, { t, registry, locale }: FormContext): Element[] {
  const order = [...paths[state.path].map(({ id }) => id), REVIEW];
  const record = state.improves && registry.cases.get(state.improves.id);
  const title = record?.translations.get(locale.id)?.words['title'] ?? record?.facts.title;
  return [
    h('p.kicker', [
      record ? t('form.improves', { title: String(title) }) : t('form.title'),
      h('span.step-count', ` · ${t('form.stepOf', { step: order.indexOf(state.step) + 1, steps: order.length })}`),
    ]),
    h('h1', t(`form.step.${state.step}`)),
  ];
}

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
    h('p.small', [t('form.intro.promise'), ' ', h('a', { href: addressOf(locale.id, other) }, t(`form.to.${other}`))]),
  ];
}

interface FormOptions {
  state: FormState;
  context: FormContext;
  /** Whether the page asks for a name itself. */
  isAsked: (name: string) => boolean;
  /** Paths of the fields that it asks for, for the page's script. */
  asks?: readonly string[];
  isFresh?: boolean;
  encType?: string;
}

/** The form itself: what other steps asked for travels along unseen. */
export function form(
  { state, context: { t, locale }, isAsked, asks = [], isFresh = false, encType }: FormOptions,
  children: ElementContent[],
): Element {
  const hidden = carried(state, isAsked).map(([name, value]) => h('input', { type: 'hidden', name, value }));
  const action = addressOf(locale.id, state.path, state.improves?.id);
  return h(
    'form.submit-form',
    {
      method: 'post',
      action,
      encType,
      noValidate: true,
      id: 'submit-form',
      dataDraft: state.improves?.id ?? 'new',
      dataStep: state.step,
      dataAsks: asks.join(' '),
      dataFresh: isFresh ? '' : undefined,
    },
    [
      // Enter in a field presses the first button of a form: it must not be one that removes something.
      h(
        'button.hidden',
        {
          type: 'submit',
          name: 'go',
          value: state.step === REVIEW ? `step:${REVIEW}` : 'next',
          tabIndex: -1,
          ariaHidden: 'true',
        },
        t('form.next'),
      ),
      ...hidden,
      h('div.trap', { ariaHidden: 'true' }, [
        h('label', { htmlFor: TRAP }, t('form.trap')),
        h('input', { id: TRAP, name: TRAP, type: 'text', tabIndex: -1, autoComplete: 'off' }),
      ]),
      ...children,
      h('p.draft.needs-script', { id: 'draft' }, [
        h('span', { id: 'draft-state' }, t('form.draft.on')),
        ' ',
        h('button.plain', { type: 'button', id: 'draft-delete', hidden: true }, t('form.draft.delete')),
      ]),
      h('noscript', h('p.small', t('form.draft.off'))),
    ],
  );
}

/** From the short form to the long one, with everything that is written. */
function moreDetail(state: FormState, { t, locale }: FormContext): Element {
  return h('p.more-detail', [
    t('form.more.text'),
    ' ',
    h(
      'button.plain',
      { type: 'submit', name: 'go', value: `step:${state.step}`, formAction: addressOf(locale.id, 'full'), formNoValidate: true },
      t('form.more'),
    ),
  ]);
}

/** All steps at once: whoever corrects a case goes straight to what is to be corrected. */
function stepList(state: FormState, { t }: FormContext): Element[] {
  const items = [...paths[state.path].map(({ id }) => id), REVIEW].map((id) => {
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

import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { viewRecord } from '#registry/record/view.ts';
import { formPaths, REVIEW } from '#registry/submission/form/step.ts';
import { formAddress } from './form-address.ts';
import type { FormContext } from './form-context.ts';
import { honeypot } from './honeypot.ts';
import { carried, type FormState } from './form-state.ts';

/** The step's number, the number of steps and its title. */
export function heading(state: FormState, { t, registry, locale }: FormContext): Element[] {
  const order = [...formPaths[state.path].map(({ id }) => id), REVIEW];
  const record = state.improves && registry.cases.get(state.improves.id);
  return [
    h('p.kicker', [
      record ? t('form.improves', { title: viewRecord(record, locale.id).facts.title }) : t('form.title'),
      h('span.step-count', ` · ${t('form.stepOf', { step: order.indexOf(state.step) + 1, steps: order.length })}`),
    ]),
    h('h1', t(`form.step.${state.step}`)),
  ];
}

interface FormOptions {
  state: FormState;
  context: FormContext;
  /** Whether the page has a visible field of this name. */
  isAsked: (name: string) => boolean;
  /** Paths of the page's fields, for its script. */
  asks?: readonly string[];
  isFresh?: boolean;
  encType?: string;
}

/** What a device keeps of a form is under this name: the short and the long form of a case are one. */
const draftOf = ({ path, improves }: FormState): string => improves?.id ?? (path === 'pilot' ? 'pilot' : 'new');

/** The form element. Values of other steps travel as hidden fields. */
export function form(
  { state, context: { t, locale }, isAsked, asks = [], isFresh = false, encType }: FormOptions,
  children: ElementContent[],
): Element {
  const hidden = carried(state, isAsked).map(([name, value]) => h('input', { type: 'hidden', name, value }));
  const action = formAddress(locale.id, state.path, state.improves?.id);
  return h(
    'form.submit-form',
    {
      method: 'post',
      action,
      encType,
      noValidate: true,
      id: 'submit-form',
      dataDraft: draftOf(state),
      dataStep: state.step,
      dataAsks: asks.join(' '),
      dataFresh: isFresh ? '' : undefined,
    },
    [
      // Enter in a field presses the first button of a form, so that must not be one that removes something.
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
      honeypot(t),
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

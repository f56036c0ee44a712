import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { findRemoved, wordsOf } from '#registry/submission/draft/removal.ts';
import { changedUnits } from '#registry/submission/form/change.ts';
import { fieldAt } from '#registry/submission/form/field.ts';
import { ATTACHMENTS, CONFIRMS, type FormProblem, LAB_TOKEN } from '#registry/submission/form/form-problem.ts';
import { formPaths } from '#registry/submission/form/step.ts';
import { ATTACHMENT_TYPES, MAX_ATTACHMENT_BYTES } from '#registry/submission/schema.ts';
import { errorSummary } from './error-summary.ts';
import { type FormContext, nameField, nameWithPlace } from './form-context.ts';
import { form, heading } from './form-frame.ts';
import type { FormPage } from './form-page.ts';
import { tokenField } from './lab-token.ts';
import { describeProblem, fieldError } from './question-parts.ts';
import { similarNotice } from './similar-notice.ts';
import { type FormState, removalsIn } from './form-state.ts';
import type { FormInspection } from './validation.ts';

export type ReviewPage = FormPage & Pick<FormInspection, 'warnings' | 'preview' | 'advice'>;

/** Number of file inputs, each with a description. */
const FILES = 3;

/** The last page: a preview of the record, links back to each step, files, and the send button. */
export function reviewPage({
  state,
  problems,
  similar,
  notices,
  warnings,
  preview,
  advice = [],
  context,
}: ReviewPage): ElementContent[] {
  const { t } = context;
  return [
    ...errorSummary(problems, context),
    ...heading(state, context),
    ...notices.map((words) => h('p.notice', words)),
    h('p.lede', t('form.review.text')),
    form({ state, context, isAsked: (name) => name === CONFIRMS, asks: [CONFIRMS], encType: 'multipart/form-data' }, [
      ...similarNotice(similar, state, context),
      ...changes(state, context),
      ...takenAway(state, context),
      ...questions(warnings, context),
      ...(preview ? [h('section.preview-frame', { ariaLabel: t('form.preview') }, preview)] : []),
      ...advice,
      back(state, context),
      files(problems, context),
      token(state, problems, context),
      h('p.small', t('form.send.what')),
      h('div.form-buttons', [
        h('button', { type: 'submit', name: 'go', value: 'send' }, t('form.send')),
        h('button.plain', { type: 'submit', name: 'go', value: 'back' }, t('form.back')),
      ]),
    ]),
  ];
}

function changes(state: FormState, context: FormContext): Element[] {
  if (!state.improves) return [];
  const names = changedUnits(state.values, state.improves.base).map((unit) => nameField(fieldAt(unit)!, context));
  const list = new Intl.ListFormat(context.locale.tag).format(names);
  return names.length === 0 ? [] : [h('p', [h('strong', context.t('form.changed')), ` ${list}.`])];
}

/** The removed words of a correction, because the preview no longer has them. */
function takenAway(state: FormState, { t, registry }: FormContext): Element[] {
  const { improves, language } = state;
  const items = improves
    ? findRemoved(improves.facts, removalsIn(state)).flatMap((item) => (item ? [wordsOf(item, t)] : []))
    : [];
  if (items.length === 0) return [];
  const lang = registry.locales.get(language)?.tag;
  return [
    h('section.taken-away', { ariaLabelledBy: 'taken-away' }, [
      h('h2', { id: 'taken-away' }, t('form.takenAway')),
      h(
        'ul',
        items.map((words) => h('li', h('del', { lang }, words))),
      ),
    ]),
  ];
}

function questions(warnings: readonly FormProblem[], context: FormContext): Element[] {
  if (warnings.length === 0) return [];
  const items = warnings.map((warning) => {
    const place = warning.name === '' ? '' : `${nameWithPlace(warning.name, context)}: `;
    return h('li', `${place}${describeProblem(warning, context)}`);
  });
  return [
    h('section.questions', { ariaLabelledBy: 'questions-title' }, [
      h('h2', { id: 'questions-title' }, context.t('form.questions')),
      h('ul', items),
    ]),
  ];
}

function back({ path }: FormState, { t }: FormContext): Element {
  const items = formPaths[path].map(({ id }) =>
    h(
      'li',
      h('button.plain', { type: 'submit', name: 'go', value: `step:${id}` }, t('form.change', { step: t(`form.step.${id}`) })),
    ),
  );
  return h('nav.step-list', { ariaLabel: t('form.changes') }, h('ul', items));
}

/** Where a lab says by its token who it is, and in a correction whether all the rest of its record still holds. */
function token({ improves, confirms }: FormState, problems: readonly FormProblem[], context: FormContext): Element {
  const { t } = context;
  const wordsOf = (name: string) => {
    const problem = problems.find((each) => each.name === name);
    return problem && describeProblem(problem, context);
  };
  const [ofToken, ofConfirms] = [wordsOf(LAB_TOKEN), wordsOf(CONFIRMS)];
  const isOpen = confirms || ofToken !== undefined || ofConfirms !== undefined;
  return h('details.token', { open: isOpen }, [
    h('summary', t('form.token')),
    tokenField({ help: t('form.token.help'), problem: ofToken }, context),
    ...(improves
      ? [
          h('div.field.flag', { className: ofConfirms ? ['has-error'] : [] }, [
            ...fieldError(CONFIRMS, ofConfirms, context),
            h('div.choice', [
              h('input', {
                ...{ type: 'checkbox', id: CONFIRMS, name: CONFIRMS, value: 'true', checked: confirms },
                ariaInvalid: ofConfirms ? 'true' : undefined,
                ariaDescribedBy: [`${CONFIRMS}-help`, ...(ofConfirms ? [`${CONFIRMS}-error`] : [])],
              }),
              h('label', { htmlFor: CONFIRMS }, t('form.confirms')),
              h('p.help', { id: `${CONFIRMS}-help` }, t('form.confirms.help')),
            ]),
          ]),
        ]
      : []),
  ]);
}

function files(problems: readonly FormProblem[], context: FormContext): Element {
  const { t } = context;
  const problem = problems.find(({ name }) => name === ATTACHMENTS);
  const rows = Array.from({ length: FILES }, (_, index) => {
    // The first input has the id that errors about files link to.
    const id = index === 0 ? ATTACHMENTS : `${ATTACHMENTS}-${index}`;
    const tooLarge = t('form.error.file-large', { max: MAX_ATTACHMENT_BYTES / 1024 / 1024 });
    return h('div.item', [
      h('div.field', [
        h('label', { htmlFor: id }, t('form.file', { number: index + 1 })),
        h('input', {
          type: 'file',
          id,
          name: `file-${index}`,
          accept: ATTACHMENT_TYPES.join(','),
          dataMax: MAX_ATTACHMENT_BYTES,
          dataTooLarge: tooLarge,
        }),
      ]),
      h('div.field', [
        h('label', { htmlFor: `${id}-shows` }, t('form.file.shows', { number: index + 1 })),
        h('input', { type: 'text', id: `${id}-shows`, name: `shows-${index}`, autoComplete: 'off' }),
      ]),
    ]);
  });
  return h('details.files', { open: problem !== undefined }, [
    h('summary', t('form.files')),
    h('p.help', t('form.files.help')),
    ...(problem ? [h('p.field-error', { id: `${ATTACHMENTS}-error` }, describeProblem(problem, context))] : []),
    ...rows,
  ]);
}

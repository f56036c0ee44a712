import type { Element, ElementContent, Properties } from 'hast';
import { h } from 'hastscript';
import { type Field } from '#registry/submission/form/field.ts';
import { type Option, optionsOf } from '#registry/submission/form/option.ts';
import type { FormProblem } from '#registry/submission/form/problem.ts';
import { type FormValues, positions } from '#registry/submission/form/values.ts';
import { type FormContext, nameField, nameItem } from './form-context.ts';

export interface ControlOptions {
  context: FormContext;
  values: FormValues;
  problems: readonly FormProblem[];
  /** BCP 47 tag of the language that the words are written in. */
  tag: string;
  /** In a correction nothing has to be said, and so nothing is marked as optional. */
  marksOptional: boolean;
}

/** What browsers may fill in by themselves (WCAG 2.2, 1.3.5). */
const AUTOCOMPLETE: Readonly<Record<string, string>> = {
  'organisation.name': 'organization',
  'contact.name': 'name',
  'contact.email': 'email',
  'contact.role': 'organization-title',
  'consent.credit': 'off',
};

/** Stands for the position of an item that the page's script adds. */
export const NEW_ITEM = '__n__';

/** One question with its label, help, error and what was typed. */
export function control(field: Field, name: string, options: ControlOptions): Element {
  switch (field.kind) {
    case 'group':
      return group(field, name, options);
    case 'list':
      return list(field, name, options);
    case 'radios':
    case 'checks':
      return choices(field, name, options);
    case 'flag':
      return flag(field, name, options);
    default:
      return single(field, name, options);
  }
}

export const describeProblem = ({ code, params, message }: FormProblem, { t }: FormContext) =>
  message ?? t(`form.error.${code}`, params);

/** No attribute at all rather than an empty one. */
const listed = (ids: string[]) => (ids.length > 0 ? ids : undefined);

/** Parts that every question has, with the ids that tie them to it. */
function parts(field: Field, name: string, { context, problems, marksOptional }: ControlOptions) {
  const { t } = context;
  const help =
    field.concept || !(`field.${field.words}.help` in context.locale.strings)
      ? undefined
      : t(`field.${field.words}.help`, { days: context.contactDays });
  const problem = problems.find((candidate) => candidate.name === name);
  const isTop = field.path.split('.').length <= 2 && !/^(?:references|contact)\./.test(field.path);
  const isMarked = !field.required && (marksOptional || !isTop) && field.kind !== 'flag';
  return {
    problem,
    label: [nameField(field, context), ...(isMarked ? [' ', h('span.optional', t('form.optional'))] : [])],
    help: help ? [h('p.help', { id: `${name}-help` }, help)] : [],
    error: problem
      ? [
          h('p.field-error', { id: `${name}-error` }, [
            h('span.hidden', `${t('form.error.label')} `),
            describeProblem(problem, context),
          ]),
        ]
      : [],
    describedBy: [...(help ? [`${name}-help`] : []), ...(problem ? [`${name}-error`] : [])],
  };
}

function single(field: Field, name: string, options: ControlOptions): Element {
  const { label, help, error, problem, describedBy } = parts(field, name, options);
  const value = options.values[name]?.[0] ?? '';
  const isCounted = field.kind === 'text' || field.path === 'case.title';
  const common: Properties = {
    id: name,
    name,
    required: field.required,
    ariaInvalid: problem ? 'true' : undefined,
    ariaDescribedBy: listed([...describedBy, ...(isCounted ? [`${name}-count`] : [])]),
  };
  const isWords = field.kind === 'text' || /title|name$/.test(field.path);
  const input =
    field.kind === 'select'
      ? select(field, value, common, options)
      : field.kind === 'text'
        ? h('textarea', { ...common, rows: field.max! > 1000 ? 7 : field.max! > 250 ? 5 : 3, lang: options.tag }, value)
        : h('input', {
            ...common,
            value,
            type: field.path === 'contact.email' ? 'email' : field.path === 'references.URL' ? 'url' : 'text',
            inputMode: field.kind === 'number' ? 'decimal' : undefined,
            className: field.kind === 'number' || field.kind === 'date' ? ['short'] : undefined,
            autoComplete: AUTOCOMPLETE[field.path] ?? 'off',
            lang: isWords ? options.tag : undefined,
          });
  const count = isCounted
    ? [h('p.counter', { id: `${name}-count`, dataMax: field.max }, options.context.t('form.upTo', { max: field.max! }))]
    : [];
  return h('div.field', { className: problem ? ['has-error'] : [] }, [
    h('label', { htmlFor: name }, label),
    ...help,
    ...error,
    input,
    ...count,
  ]);
}

function select(field: Field, value: string, common: Properties, { context }: ControlOptions): Element {
  const { t, registry, locale } = context;
  const option = (each: Option) => h('option', { value: each.value, selected: each.value === value }, each.label);
  const options = optionsOf(field, registry, locale);
  const near = options.filter(({ isNear }) => isNear);
  const all: ElementContent[] =
    near.length === 0
      ? options.map(option)
      : [
          h('optgroup', { label: t('form.countries.region') }, near.map(option)),
          h('optgroup', { label: t('form.countries.rest') }, options.filter(({ isNear }) => !isNear).map(option)),
        ];
  return h('select', common, [h('option', { value: '' }, t('form.choose')), ...all]);
}

function choices(field: Field, name: string, options: ControlOptions): Element {
  const { label, help, error, problem, describedBy } = parts(field, name, options);
  const { registry, locale } = options.context;
  const chosen = options.values[name] ?? [];
  const type = field.kind === 'checks' ? 'checkbox' : 'radio';
  const items = optionsOf(field, registry, locale).map(({ value, label: words, definition }, index) => {
    const id = index === 0 ? name : `${name}-${value}`;
    const hint = definition && type === 'radio' ? `${id}-hint` : undefined;
    const input = h('input', {
      type,
      id,
      name,
      value,
      checked: chosen.includes(value),
      required: type === 'radio' && field.required,
      ariaDescribedBy: hint,
    });
    return h('div.choice', [input, h('label', { htmlFor: id }, words), ...(hint ? [h('p.help', { id: hint }, definition)] : [])]);
  });
  const box = h(items.length > 12 ? 'div.choices.many' : 'div.choices', items);
  return h('fieldset.field', { className: problem ? ['has-error'] : [], ariaDescribedBy: listed(describedBy) }, [
    h('legend', label),
    ...help,
    ...error,
    box,
  ]);
}

function flag(field: Field, name: string, options: ControlOptions): Element {
  const { label, help, error, problem, describedBy } = parts(field, name, options);
  const input = h('input', {
    type: 'checkbox',
    id: name,
    name,
    value: field.ticked,
    checked: options.values[name]?.includes(field.ticked!) ?? false,
    required: field.required,
    ariaInvalid: problem ? 'true' : undefined,
    ariaDescribedBy: listed(describedBy),
  });
  return h('div.field.flag', { className: problem ? ['has-error'] : [] }, [
    ...error,
    h('div.choice', [input, h('label', { htmlFor: name }, label), ...help]),
  ]);
}

function group(field: Field, name: string, options: ControlOptions): Element {
  const { label, help, error, describedBy } = parts(field, name, options);
  return h('fieldset.group', { id: name, ariaDescribedBy: listed(describedBy) }, [
    h('legend', label),
    ...help,
    ...error,
    ...within(field, name, options),
  ]);
}

const within = (field: Field, name: string, options: ControlOptions) =>
  field.fields!.map((inner) => control(inner, `${name}.${inner.path.split('.').at(-1)}`, options));

function list(field: Field, name: string, options: ControlOptions): Element {
  const { label, help, error, describedBy } = parts(field, name, options);
  const { t } = options.context;
  const item = t(`field.${field.words}.item`);
  const present = positions(options.values, name);
  const shown = present.length === 0 && field.required ? [0] : present;
  return h(
    'fieldset.group.list',
    {
      id: name,
      dataList: name,
      dataMax: field.max,
      dataRequired: field.required ? '' : undefined,
      ariaDescribedBy: listed(describedBy),
    },
    [
      h('legend', label),
      ...help,
      ...error,
      ...shown.map((position) => listItem(field, name, String(position), options, shown.length > 1 || !field.required)),
      h('template', listItem(field, name, NEW_ITEM, { ...options, values: {}, problems: [] }, true)),
      h(
        'p.add',
        h('button.plain', { type: 'submit', name: 'go', value: `add:${name}`, formNoValidate: true }, t('form.add', { item })),
      ),
    ],
  );
}

function listItem(field: Field, name: string, position: string, options: ControlOptions, canRemove: boolean): Element {
  const here = `${name}.${position}`;
  const { t } = options.context;
  const title =
    position === NEW_ITEM ? `${t(`field.${field.words}.item`)} ${NEW_ITEM}` : nameItem(field, Number(position), options.context);
  const id = options.values[`${here}.id`]?.[0];
  const problem = options.problems.find((candidate) => candidate.name === here);
  return h('div.item', { id: here, role: 'group', ariaLabelledBy: `${here}-title`, tabIndex: problem ? -1 : undefined }, [
    h('p.item-title', { id: `${here}-title` }, title),
    ...(problem ? [h('p.field-error', { id: `${here}-error` }, describeProblem(problem, options.context))] : []),
    ...(id === undefined ? [] : [h('input', { type: 'hidden', name: `${here}.id`, value: id })]),
    ...within(field, here, options),
    // What a case says already is corrected here, and taken away by reviewers.
    ...(canRemove && id === undefined
      ? [
          h('p.remove', [
            h(
              'button.plain',
              { type: 'submit', name: 'go', value: `remove:${here}`, formNoValidate: true },
              t('form.remove', { item: title }),
            ),
          ]),
        ]
      : []),
  ]);
}

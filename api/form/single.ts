import type { Element, ElementContent, Properties } from 'hast';
import { h } from 'hastscript';
import type { Field } from '#registry/submission/form/field.ts';
import { type Option, optionsOf } from '#registry/submission/form/option.ts';
import { type ControlOptions, idList, questionParts } from './question-parts.ts';

/** Autofill tokens for browsers (WCAG 2.2, 1.3.5). */
const AUTOCOMPLETE: Readonly<Record<string, string>> = {
  'organisation.name': 'organization',
  'contact.name': 'name',
  'contact.email': 'email',
  'contact.role': 'organization-title',
  'consent.credit': 'off',
};

/** A question answered with one text, number, date or option of a list. */
export function single(field: Field, name: string, options: ControlOptions): Element {
  const { label, help, error, problem, describedBy } = questionParts(field, name, options);
  const value = options.values[name]?.[0] ?? '';
  const isCounted = field.kind === 'text' || field.path === 'case.title';
  const common: Properties = {
    id: name,
    name,
    required: field.required,
    ariaInvalid: problem ? 'true' : undefined,
    ariaDescribedBy: idList([...describedBy, ...(isCounted ? [`${name}-count`] : [])]),
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

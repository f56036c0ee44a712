import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Field } from '#registry/submission/form/field.ts';
import { optionsOf } from '#registry/submission/form/option.ts';
import { type ControlOptions, idList, questionParts } from './question-parts.ts';

/** A question with all its options on the page: radio buttons or checkboxes. */
export function choices(field: Field, name: string, options: ControlOptions): Element {
  const { label, help, error, problem, describedBy } = questionParts(field, name, options);
  const { registry, locale } = options.context;
  const chosen = options.values[name] ?? [];
  const type = field.kind === 'checks' ? 'checkbox' : 'radio';
  const offered = optionsOf(field, registry, locale);
  const items = offered.map(({ value, label: words, definition }, index) => {
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
  const areas = [...Map.groupBy(items, (_, index) => offered[index]!.area)];
  const inside = areas.flatMap(([area, those]) =>
    area === undefined ? those : [h('fieldset.area', [h('legend', area), ...those])],
  );
  const box = h(items.length > 12 ? 'div.choices.many' : 'div.choices', inside);
  return h('fieldset.field', { className: problem ? ['has-error'] : [], ariaDescribedBy: idList(describedBy) }, [
    h('legend', label),
    ...help,
    ...error,
    box,
  ]);
}

/** One checkbox. */
export function flag(field: Field, name: string, options: ControlOptions): Element {
  const { label, help, error, problem, describedBy } = questionParts(field, name, options);
  const input = h('input', {
    type: 'checkbox',
    id: name,
    name,
    value: field.ticked,
    checked: options.values[name]?.includes(field.ticked!) ?? false,
    required: field.required,
    ariaInvalid: problem ? 'true' : undefined,
    ariaDescribedBy: idList(describedBy),
  });
  return h('div.field.flag', { className: problem ? ['has-error'] : [] }, [
    ...error,
    h('div.choice', [input, h('label', { htmlFor: name }, label), ...help]),
  ]);
}

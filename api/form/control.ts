import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Field } from '#registry/submission/form/field.ts';
import { positions } from '#registry/submission/form/values.ts';
import { choices, flag } from './choice.ts';
import { nameItem } from './form-context.ts';
import { type ControlOptions, describeProblem, idList, questionParts } from './question-parts.ts';
import { single } from './single.ts';

/** Placeholder for the position of an item that the page's script adds. */
const NEW_ITEM = '__n__';

/** One question with its label, help, error and current value. */
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

function group(field: Field, name: string, options: ControlOptions): Element {
  const { label, help, error, describedBy } = questionParts(field, name, options);
  return h('fieldset.group', { id: name, ariaDescribedBy: idList(describedBy) }, [
    h('legend', label),
    ...help,
    ...error,
    ...within(field, name, options),
  ]);
}

const within = (field: Field, name: string, options: ControlOptions) =>
  field.fields!.map((inner) => control(inner, `${name}.${inner.path.split('.').at(-1)}`, options));

function list(field: Field, name: string, options: ControlOptions): Element {
  const { label, help, error, describedBy } = questionParts(field, name, options);
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
      ariaDescribedBy: idList(describedBy),
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
    ...(id === undefined ? [] : [takeAway(`${field.path.replace('case.', '')}/${id}`, here, title, options)]),
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

/** Items of the published case stay on the page and are marked as removed, so that reviewers see what goes. */
function takeAway(removal: string, here: string, item: string, { context: { t }, removals }: ControlOptions): Element {
  const id = `${here}-take-away`;
  const input = h('input', {
    type: 'checkbox',
    id,
    name: 'remove',
    value: removal,
    checked: removals.includes(removal),
    ariaDescribedBy: `${id}-help`,
  });
  return h('div.choice.take-away', [
    input,
    h('label', { htmlFor: id }, t('form.takeAway', { item })),
    h('p.help', { id: `${id}-help` }, t('form.takeAway.help')),
  ]);
}

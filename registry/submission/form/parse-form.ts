import { allFields, type Field } from './field.ts';
import { readDate } from './typed-date.ts';
import { readNumber } from '../../content/typed-number.ts';
import { type FormValues, positions } from './values.ts';

/** The form as a submission, not validated: unreadable values stay as typed, so that the schema refuses them. */
export function parseFields(values: FormValues): Record<string, unknown> {
  const { firstHand, ...submitted } = parseGroup(allFields, values, '') ?? {};
  if (firstHand === undefined) return submitted;
  return { ...submitted, references: [...((submitted['references'] as unknown[] | undefined) ?? []), { firstHand: true }] };
}

function parseGroup(fields: readonly Field[], values: FormValues, parent: string): Record<string, unknown> | undefined {
  const entries = fields.flatMap((field) => {
    const key = field.path.split('.').at(-1)!;
    const value = parseField(field, values, parent ? `${parent}.${key}` : key);
    return value === undefined ? [] : [[key, value] as const];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function parseField(field: Field, values: FormValues, name: string): unknown {
  if (field.kind === 'group') return parseGroup(field.fields!, values, name);
  if (field.kind === 'list') {
    const items = positions(values, name).map((position) => {
      const id = values[`${name}.${position}.id`]?.[0];
      return { ...(id ? { id } : {}), ...parseGroup(field.fields!, values, `${name}.${position}`) };
    });
    return items.length > 0 ? items : undefined;
  }
  const given = (values[name] ?? []).filter((value) => value.trim() !== '');
  if (field.kind === 'checks') return given.length > 0 ? given : undefined;
  const [text] = given;
  if (text === undefined) return undefined;
  switch (field.kind) {
    case 'number':
      return readNumber(text) ?? text;
    case 'date':
      return readDate(text) ?? text;
    case 'flag':
      return field.ticked === 'true' ? true : text;
    case 'select':
      return field.vocabulary === 'evidence-strength' || field.vocabulary === 'sdgs' ? Number(text) : text;
    default:
      return text.trim();
  }
}

import { regularText } from '#registry/content/characters.ts';
import type { TypedFields } from '#registry/review/scorecard-form.ts';
import { firstValue, type FormBody } from '../form/form-body.ts';

/** Fields that are never carried from one page to the next. */
const SIGNING = ['token', 'go', 'key'];

/** What was typed into the fields of a page, without what copying leaves behind. */
export function typedIn(fields: FormBody['fields']): TypedFields {
  const names = Object.keys(fields).filter((name) => /^[a-z0-9-]{1,100}$/.test(name) && !SIGNING.includes(name));
  return Object.fromEntries(names.map((name) => [name, regularText(firstValue(fields, name)).trim()]));
}

import type * as z from 'zod';
import { findCredentials, WITHOUT_CREDENTIALS } from '../../address/address.ts';
import { YEARS } from '../../schema/fields.ts';
import { toPointer } from '../../schema/pointer.ts';
import { fieldAt, pathOf } from './field.ts';
import { isLikeDate, isOtherYear } from './typed-date.ts';

/** A problem of a form field. */
export interface FormProblem {
  /** The name of the field, item or list, with positions; empty for the whole form. */
  name: string;
  /** Its text is `form.error.<code>`; absent when `message` is the text. */
  code?: string;
  params?: Record<string, string | number>;
  message?: string;
}

/** The names of what the last page asks outside the fields of a record: files, a lab's token, and whether the rest still holds. */
export const ATTACHMENTS = 'attachments';
export const LAB_TOKEN = 'token';
export const CONFIRMS = 'confirms';

/** The form field for a JSON pointer (RFC 6901): the nearest one that the form shows. */
export function nameOfPointer(pointer: string): string {
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (keys[0] === ATTACHMENTS || keys[0] === CONFIRMS) return keys[0];
  if (keys[0] === 'references' && keys[2] === 'firstHand') return 'firstHand';
  while (keys.length > 0 && !isQuestion(keys)) keys.pop();
  return /^(?:case|body)$/.test(keys.join('.')) ? '' : keys.join('.');
}

/** Whether a path leads to a question or to an item with questions; what is ticked in a list of words is neither. */
function isQuestion(keys: readonly string[]): boolean {
  const field = fieldAt(pathOf(keys.join('.')));
  return field !== undefined && (field.kind === 'list' || !/^\d+$/.test(keys.at(-1)!));
}

/** Schema errors by form field; a missing group is reported as its missing fields. */
export function problemsFromZod(error: z.ZodError, input: unknown): FormProblem[] {
  const found = error.issues.flatMap((issue) => fromIssue(issue, input));
  const seen = new Set<string>();
  return found.filter(({ name }) => !seen.has(name) && seen.add(name));
}

function fromIssue(issue: z.core.$ZodIssue, input: unknown): FormProblem[] {
  const path = issue.path.map(String);
  const name = nameOfPointer(toPointer(path));
  const field = fieldAt(pathOf(name));
  const value = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], input);
  if (value === undefined || value === '') return missing(path.join('.') === 'case' ? 'case' : name);
  if (issue.code === 'too_big') {
    if (issue.origin === 'string')
      return [{ name, code: 'too-long', params: { max: Number(issue.maximum), length: (value as string).length } }];
    if (issue.origin === 'array') return [{ name, code: 'too-many', params: { max: Number(issue.maximum) } }];
    return [{ name, code: 'number-high', params: { max: Number(issue.maximum) } }];
  }
  if (field?.kind === 'number') return [{ name, code: 'number' }];
  if (field?.kind === 'date' && isOtherYear(value))
    return [{ name, code: 'date-range', params: { given: value, min: String(YEARS.min), max: String(YEARS.max) } }];
  if (field?.kind === 'date' && isLikeDate(value)) return [{ name, code: 'date-impossible', params: { given: value } }];
  if (field?.kind === 'date') return [{ name, code: 'date' }];
  if (field?.path === 'contact.email') return [{ name, code: 'email' }];
  if (issue.code === 'invalid_format' && issue.pattern === String(WITHOUT_CREDENTIALS) && typeof value === 'string')
    return findCredentials(value).map(({ shown }) => ({
      name,
      code: 'address-with-credentials',
      params: { given: shown },
    }));
  if (field?.path === 'references.URL') return [{ name, code: 'url' }];
  return [{ name, code: field && /select|radios|checks/.test(field.kind) ? 'choose' : 'unreadable' }];
}

/** All required fields of a missing group. */
export function missing(name: string): FormProblem[] {
  const field = fieldAt(pathOf(name));
  if (!field) return [{ name, code: 'unreadable' }];
  const needed = (field.fields ?? []).filter(({ required }) => required);
  if (field.kind === 'group') return needed.flatMap((inner) => missing(`${name}.${inner.path.split('.').at(-1)}`));
  if (field.path === 'references') return [{ name, code: 'no-source' }];
  if (field.kind === 'list' && needed.length > 0)
    return needed.flatMap((inner) => missing(`${name}.0.${inner.path.split('.').at(-1)}`));
  if (field.path === 'consent.license') return [{ name, code: 'consent' }];
  const code = field.kind === 'checks' ? 'choose-many' : /select|radios/.test(field.kind) ? 'choose' : 'missing';
  return [{ name, code }];
}

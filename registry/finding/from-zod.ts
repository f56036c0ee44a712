import type * as z from 'zod';
import { findCredentials, WITHOUT_CREDENTIALS } from '../address/address.ts';
import { showBlanks } from '../content/characters.ts';
import { yearLimit } from '../schema/fields.ts';
import type { Known } from '../schema/walk.ts';
import { closest } from './closest.ts';
import { exampleOf } from './example.ts';
import { finding, type Finding, type Place } from './finding.ts';

/** Data with the position of each value in its file. */
interface Located {
  data: unknown;
  locate(path: Path, options?: { key?: boolean }): Place;
}

type Issue = z.core.$ZodIssue;
type Path = (string | number)[];

const NOTHING_KNOWN: Known = { keys: () => [], isOptional: () => false };

/** Turns each schema issue into a finding at the line of its value. */
export function findingsFromZod(error: z.ZodError, yaml: Located, known: Known = NOTHING_KNOWN): Finding[] {
  // Zod also reports a text in the place of a list as a list that is too long: the wrong type is reported once.
  const wrongType = new Set(error.issues.filter(({ code }) => code === 'invalid_type').map(({ path }) => path.join()));
  const issues = error.issues.filter(({ code, path }) => code === 'invalid_type' || !wrongType.has(path.join()));
  return issues.flatMap((issue) => fromIssue(issue, yaml, known));
}

function fromIssue(issue: Issue, yaml: Located, known: Known): Finding[] {
  const path = issue.path as Path;
  const field = path.join('.');
  const at = yaml.locate(path);
  const value = valueAt(yaml.data, path);
  const written = print(value);
  const given = shorten(written);
  const isAbsent = (value === undefined || value === null) && path.length > 0;
  if (isAbsent && ['invalid_type', 'invalid_value', 'invalid_union'].includes(issue.code)) {
    if (value === undefined) return [finding('field-missing', yaml.locate(path.slice(0, -1), { key: true }), { field })];
    return [finding(known.isOptional(path) ? 'field-empty' : 'field-missing', yaml.locate(path, { key: true }), { field })];
  }
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const keys = known.keys(path);
        const place = yaml.locate([...path, key], { key: true });
        return finding('field-unknown', place, {
          field: [...path, key].join('.'),
          suggestion: closest(key, keys) ?? '',
          known: keys.join(', '),
        });
      });
    case 'invalid_type':
      if (isNearlyNumber(value) && ['number', 'int'].includes(issue.expected)) return [finding('number-unclear', at, { given })];
      return [finding('type-wrong', at, { field, expected: issue.expected })];
    case 'invalid_value': {
      const options = issue.values.map(String);
      return [
        finding('value-not-allowed', at, {
          field,
          given,
          options: options.join(', '),
          suggestion: closest(written, options) ?? '',
        }),
      ];
    }
    case 'invalid_union':
      return fromUnion(issue, yaml, known);
    case 'invalid_format':
      // The value is not repeated: it contains a password.
      if (issue.pattern === String(WITHOUT_CREDENTIALS))
        return findCredentials(written).map(({ shown }) => finding('address-with-credentials', at, { given: shown }));
      return [wrongFormat(at, field, value, issue.pattern ?? issue.format)];
    case 'invalid_key': {
      const pattern = issue.issues.find((inner) => inner.code === 'invalid_format')?.pattern ?? 'slug';
      return [
        finding('format-wrong', yaml.locate(path, { key: true }), {
          field,
          given: String(path.at(-1)),
          example: exampleOf(pattern),
        }),
      ];
    }
    case 'too_big':
      if (issue.origin === 'string')
        return [finding('text-too-long', at, { field, max: Number(issue.maximum), length: written.length })];
      if (issue.origin === 'array') return [finding('list-too-long', at, { field, max: Number(issue.maximum) })];
      return [finding('number-out-of-range', at, { field, given, limit: Number(issue.maximum) })];
    case 'too_small':
      if (issue.origin === 'string') return [finding('text-empty', at, { field })];
      if (issue.origin === 'array' && Number(issue.minimum) > 1)
        return [finding('list-too-short', at, { field, min: Number(issue.minimum) })];
      if (issue.origin === 'array') return [finding('list-empty', at, { field })];
      return [finding('number-out-of-range', at, { field, given, limit: Number(issue.minimum) })];
    default:
      return [finding('type-wrong', at, { field, expected: issue.code })];
  }
}

/**
 * For a value that fits none of several forms: a map is compared with the nearest form, a text with the form that has a
 * pattern.
 */
function fromUnion(issue: Extract<Issue, { code: 'invalid_union' }>, yaml: Located, known: Known): Finding[] {
  const path = issue.path as Path;
  const value = valueAt(yaml.data, path);
  if (typeof value === 'object' && value !== null) {
    const nearest = issue.errors.toSorted((a, b) => a.length - b.length)[0] ?? [];
    return nearest.flatMap((inner) => fromIssue({ ...inner, path: [...path, ...inner.path] } as Issue, yaml, known));
  }
  const pattern = issue.errors.flat().find((inner) => inner.code === 'invalid_format')?.pattern;
  return [wrongFormat(yaml.locate(path), path.join('.'), value, pattern ?? '/^\\d{4}$/')];
}

/** A text without the form of its field; a day or year that cannot be has the right form and gets another message. */
function wrongFormat(at: Place, field: string, value: unknown, format: string): Finding {
  const example = exampleOf(format);
  const date = typeof value === 'string' && example.endsWith('2007-05-18') ? /^(\d{4})(-\d\d){0,2}$/.exec(value) : null;
  const limit = date ? yearLimit(Number(date[1])) : undefined;
  if (date && limit !== undefined) return finding('number-out-of-range', at, { field, given: date[0], limit: String(limit) });
  if (date?.[2]) return finding('date-impossible', at, { given: date[0] });
  return finding('format-wrong', at, { field, given: shorten(print(value)), example });
}

/** Text that is meant as a number, such as 1,000 or 12:30. */
const isNearlyNumber = (value: unknown) => typeof value === 'string' && /^\W{0,3}\d/.test(value);

/** A value for a message. No method of an object is called: its keys may be anything, including `toString`. */
const print = (value: unknown) => (typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value));
const shorten = (value: string) => showBlanks(value.length > 60 ? `${value.slice(0, 57)}…` : value);

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string | number, unknown> | undefined)?.[key], data);
}

import type * as z from 'zod';
import { closest } from './closest.ts';
import { exampleOf } from './example.ts';
import { finding, type Finding, type Place } from './finding.ts';

/** Data, and where in its file each value stands. */
interface Located {
  data: unknown;
  locate(path: Path, options?: { key?: boolean }): Place;
}

type Issue = z.core.$ZodIssue;
type Path = (string | number)[];
type KnownKeys = (path: Path) => string[];

/** Says each schema issue as a finding at the line of the value it is about. */
export function findingsFromZod(error: z.ZodError, yaml: Located, knownKeys: KnownKeys = () => []): Finding[] {
  // A text where a list belongs is also "too long" a list to Zod: what is of the wrong type is said once.
  const wrongType = new Set(error.issues.filter(({ code }) => code === 'invalid_type').map(({ path }) => path.join()));
  const issues = error.issues.filter(({ code, path }) => code === 'invalid_type' || !wrongType.has(path.join()));
  return issues.flatMap((issue) => fromIssue(issue, yaml, knownKeys));
}

function fromIssue(issue: Issue, yaml: Located, knownKeys: KnownKeys): Finding[] {
  const path = issue.path as Path;
  const field = path.join('.');
  const at = yaml.locate(path);
  const value = valueAt(yaml.data, path);
  const written = print(value);
  const given = shorten(written);
  const isAbsent = (value === undefined || value === null) && path.length > 0;
  if (isAbsent && ['invalid_type', 'invalid_value', 'invalid_union'].includes(issue.code)) {
    const place = value === null ? yaml.locate(path, { key: true }) : yaml.locate(path.slice(0, -1), { key: true });
    return [finding('field-missing', place, { field })];
  }
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const known = knownKeys(path);
        const place = yaml.locate([...path, key], { key: true });
        return finding('field-unknown', place, {
          field: [...path, key].join('.'),
          suggestion: closest(key, known) ?? '',
          known: known.join(', '),
        });
      });
    case 'invalid_type':
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
      return fromUnion(issue, yaml, knownKeys);
    case 'invalid_format':
      return [finding('format-wrong', at, { field, given, example: exampleOf(issue.pattern ?? issue.format) })];
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
      if (issue.origin === 'array') return [finding('list-empty', at, { field })];
      return [finding('number-out-of-range', at, { field, given, limit: Number(issue.minimum) })];
    default:
      return [finding('type-wrong', at, { field, expected: issue.code })];
  }
}

/** A value that fits none of several forms: a map is measured against the form it is nearest to, a text against the one with a pattern. */
function fromUnion(issue: Extract<Issue, { code: 'invalid_union' }>, yaml: Located, knownKeys: KnownKeys): Finding[] {
  const path = issue.path as Path;
  const value = valueAt(yaml.data, path);
  if (typeof value === 'object' && value !== null) {
    const nearest = issue.errors.toSorted((a, b) => a.length - b.length)[0] ?? [];
    return nearest.flatMap((inner) => fromIssue({ ...inner, path: [...path, ...inner.path] } as Issue, yaml, knownKeys));
  }
  const pattern = issue.errors.flat().find((inner) => inner.code === 'invalid_format')?.pattern;
  const example = pattern === undefined ? exampleOf('/^\\d{4}$/') : exampleOf(pattern);
  return [finding('format-wrong', yaml.locate(path), { field: path.join('.'), given: shorten(print(value)), example })];
}

/** A value as it may be shown. An object is not asked: its keys may be anything, `toString` too. */
const print = (value: unknown) => (typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value));
const shorten = (value: string) => (value.length > 60 ? `${value.slice(0, 57)}…` : value);

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string | number, unknown> | undefined)?.[key], data);
}

import type * as z from 'zod';
import type { YamlFile } from '../content/yaml.ts';
import { closest } from './closest.ts';
import { finding, type Finding } from './finding.ts';

type Issue = z.core.$ZodIssue;
type Path = (string | number)[];

/** Says each schema issue as a finding at the line of the value it is about. */
export function findingsFromZod(error: z.ZodError, yaml: YamlFile, knownKeys: (path: Path) => string[] = () => []): Finding[] {
  return error.issues.flatMap((issue) => fromIssue(issue, yaml, knownKeys));
}

function fromIssue(issue: Issue, yaml: YamlFile, knownKeys: (path: Path) => string[]): Finding[] {
  const path = issue.path as Path;
  const field = path.join('.') || '(front matter)';
  const at = yaml.locate(path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const known = knownKeys(path);
        const place = yaml.locate([...path, key], { key: true });
        return finding('field-unknown', place, { field: [...path, key].join('.'), suggestion: closest(key, known) ?? '', known: known.join(', ') });
      });
    case 'invalid_type':
      return isAbsent(yaml.data, path)
        ? [finding('field-missing', yaml.locate(path.slice(0, -1), { key: true }), { field })]
        : [finding('type-wrong', at, { field, expected: issue.expected })];
    case 'invalid_value': {
      if (isAbsent(yaml.data, path)) return [finding('field-missing', yaml.locate(path.slice(0, -1), { key: true }), { field })];
      const options = issue.values.map(String);
      const given = String(valueAt(yaml.data, path));
      return [finding('value-not-allowed', at, { field, given: shorten(given), options: options.join(', '), suggestion: closest(given, options) ?? '' })];
    }
    case 'invalid_union': {
      if (isAbsent(yaml.data, path)) return [finding('field-missing', yaml.locate(path.slice(0, -1), { key: true }), { field })];
      return [finding('format-wrong', at, { field, given: shorten(String(valueAt(yaml.data, path))), format: 'date' })];
    }
    case 'invalid_format':
      return [finding('format-wrong', at, { field, given: shorten(String(valueAt(yaml.data, path))), format: issue.format === 'regex' ? (issue.pattern ?? '') : issue.format })];
    case 'too_big':
      if (issue.origin === 'string') return [finding('text-too-long', at, { field, max: Number(issue.maximum), length: String(valueAt(yaml.data, path)).length })];
      if (issue.origin === 'array') return [finding('list-too-long', at, { field, max: Number(issue.maximum) })];
      return [finding('number-out-of-range', at, { field, limit: Number(issue.maximum) })];
    case 'too_small':
      if (issue.origin === 'string') return [finding('text-empty', at, { field })];
      if (issue.origin === 'array') return [finding('list-empty', at, { field })];
      return [finding('number-out-of-range', at, { field, limit: Number(issue.minimum) })];
    default:
      return [finding('type-wrong', at, { field, expected: issue.code })];
  }
}

const isAbsent = (data: unknown, path: Path) => valueAt(data, path) === undefined;
const shorten = (value: string) => (value.length > 60 ? `${value.slice(0, 57)}…` : value);

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string | number, unknown> | undefined)?.[key], data);
}

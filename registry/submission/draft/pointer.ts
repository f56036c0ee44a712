import { lineStarts } from '../../content/lines.ts';
import type { Finding } from '../../finding/finding.ts';
import type { RegistryRecord } from '../../record/record.ts';
import type { Registry } from '../../registry.ts';
import { toPointer } from '../../schema/pointer.ts';
import type { SubmittedCase } from '../schema.ts';
import { sectionFinder } from './merge-body.ts';

type Path = readonly (string | number)[];

/** Facts with another place in a submission than in a record. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  language: '/locale',
  sources: '/references',
  references: '/references',
  attachments: '/attachments',
  kind: '',
  steward: '',
  compiled: '',
  reviewed: '',
  reviewBy: '',
};

/** What was submitted of a record, and under which name: `case`, or `record` for other kinds. */
export type Submitted = SubmittedCase | { record: Readonly<Record<string, unknown>> };

/** The pointer in a submission for `path` in its record; list items are matched by id. */
export function pointerToFact(path: Path, facts: unknown, submitted: Submitted): string {
  const [first = ''] = path;
  if ('record' in submitted) return first in submitted.record ? pointerWithin(path, facts, submitted.record, 'record') : '';
  if (first in ELSEWHERE) return ELSEWHERE[first]!;
  if (first === 'actors' && Number(path[1]) >= (submitted.actors?.length ?? 0)) return '/organisation';
  return pointerWithin(path, facts, submitted, 'case');
}

function pointerWithin(path: Path, facts: unknown, submitted: object, root: string): string {
  const steps: (string | number)[] = [root];
  let [here, there]: unknown[] = [submitted, facts];
  for (const step of path) {
    if (typeof here !== 'object' || here === null) break;
    const item = (there as Record<string | number, unknown> | undefined)?.[step];
    const id = (item as { id?: unknown } | undefined)?.id;
    const index =
      Array.isArray(here) && id !== undefined ? here.findIndex((other) => (other as { id?: unknown }).id === id) : step;
    if (index === -1) break;
    steps.push(index);
    [here, there] = [(here as Record<string | number, unknown>)[index], item];
  }
  return toPointer(steps);
}

/**
 * Returns a function that finds the pointer in a submission for a finding in its record; empty for a finding about no single
 * part. Created once per record, because a hostile one may have thousands of findings.
 */
export function pointerFinder(
  record: Pick<RegistryRecord, 'source' | 'facts' | 'body'>,
  submitted: Submitted,
  registry: Registry,
): (found: Finding) => string {
  const { source, facts, body } = record;
  let places: { path: Path; at: number }[] | undefined;
  const inFacts = (at: number) => {
    places ??= allPaths(facts).flatMap((path) =>
      [source.yaml.locate(path, { key: true }), source.yaml.locate(path)].map((place) => ({ path, at: rank(place) })),
    );
    // A finding may be inside a value: then the last value that starts before it is used.
    const before = places.filter((place) => place.at <= at);
    const nearest = before.reduce((best, next) => (next.at >= best.at ? next : best), { path: [] as Path, at: 0 });
    return nearest.path.length > 0 ? pointerToFact(nearest.path, facts, submitted) : '';
  };
  const starts = lineStarts(body);
  let sectionAt: ReturnType<typeof sectionFinder> | undefined;
  const inBody = (line: number, column: number) => {
    sectionAt ??= sectionFinder(body, registry, facts.language);
    const section = sectionAt((starts[line] ?? 0) + column - 1);
    return section ? `/body/${section}` : '/body';
  };
  return ({ line, column = 1 }) => {
    if (line === undefined) return '';
    return line >= source.bodyLine ? inBody(line - source.bodyLine, column) : inFacts(rank({ line, column }));
  };
}

const rank = ({ line = 1, column = 1 }: { line?: number | undefined; column?: number | undefined }) => line * 100_000 + column;

/** The paths of all values, outer before inner. */
function allPaths(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [...(path.length > 0 ? [path] : []), ...entries.flatMap(([key, inner]) => allPaths(inner, [...path, key]))];
}

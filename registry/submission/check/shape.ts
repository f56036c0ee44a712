import type * as z from 'zod';
import { findUnfitIn } from '../../content/read-file.ts';
import { findingsFromZod } from '../../finding/from-zod.ts';
import type { Locale } from '../../locale/locale.ts';
import { toPointer } from '../../schema/pointer.ts';
import { knownOf, type Path } from '../../schema/walk.ts';
import { toRegular } from '../draft/regular.ts';
import { schemaFor, type Submission } from '../schema.ts';
import { problem, problemOf, type SubmissionProblem } from './submission-problem.ts';

/** The deepest value in the schema of a submission is nine levels down. */
const MAX_DEPTH = 12;

/** Schema errors, and the same as problems; the form has its own words for the errors. */
export interface SchemaMismatch {
  error: z.ZodError;
  /** The checked value: the input with normalised texts. */
  input: unknown;
  problems: readonly SubmissionProblem[];
}

export type ShapeCheck =
  | { submission: Submission; problems: []; mismatch?: undefined }
  | { submission: undefined; problems: SubmissionProblem[]; mismatch?: SchemaMismatch };

/** Checks input against the schema: the submission with normalised texts, or all schema errors. */
export function readShape(input: unknown, locale: Locale): ShapeCheck {
  if (isDeeper(input, MAX_DEPTH))
    return { submission: undefined, problems: [problem('too-deep', '', locale, { max: MAX_DEPTH })] };
  const tidied = toRegular(input);
  const schema = schemaFor(tidied);
  const read = schema.safeParse(tidied);
  const empty = findEmptyFiles(tidied, locale);
  const isSaid = ({ pointer }: SubmissionProblem) => empty.some((each) => pointer.startsWith(each.pointer.replace(/data$/, '')));
  const wrong = read.success ? [] : fromZod(read.error, tidied, schema, locale).filter((each) => !isSaid(each));
  const problems = [...empty, ...wrong, ...findHidden(tidied, [], locale)];
  if (read.success && problems.length === 0) return { submission: read.data as Submission, problems: [] };
  const mismatch = read.success ? {} : { mismatch: { error: read.error, input: tidied, problems: wrong } };
  return { submission: undefined, problems, ...mismatch };
}

/** Empty files, as cloud storage leaves on a computer until they are opened: their other problems mean nothing. */
function findEmptyFiles(input: unknown, locale: Locale): SubmissionProblem[] {
  const { attachments } = (input ?? {}) as { attachments?: unknown };
  return (Array.isArray(attachments) ? attachments : []).flatMap((each: unknown, index) => {
    const { data, name } = (each ?? {}) as { data?: unknown; name?: unknown };
    if (data !== '') return [];
    return [problem('attachment-empty', `/attachments/${index}/data`, locale, { name: typeof name === 'string' ? name : '' })];
  });
}

function isDeeper(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((inner) => isDeeper(inner, depth - 1));
}

/** The findings of a file, with JSON pointers instead of lines. */
function fromZod(error: z.ZodError, data: unknown, schema: z.ZodType, locale: Locale): SubmissionProblem[] {
  const file = { data, locate: (path: Path) => ({ file: toPointer(path) }) };
  return findingsFromZod(error, file, knownOf(schema)).map((found) => {
    const isMissing = found.code === 'field-missing';
    return problemOf(found, isMissing ? toPointer(String(found.params['field']).split('.')) : found.file, locale);
  });
}

/** Look-alike characters anywhere in the texts. */
function findHidden(value: unknown, path: Path, locale: Locale): SubmissionProblem[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, inner]) => {
    if (typeof inner !== 'string') return findHidden(inner, [...path, key], locale);
    if (key === 'data') return [];
    return findUnfitIn(inner, () => ({ file: '' })).map((found) => problemOf(found, toPointer([...path, key]), locale));
  });
}

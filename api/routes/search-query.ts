import type { Request } from 'express';
import * as z from 'zod/mini';
import type { Locale } from '#registry/locale/locale.ts';
import { FACETS, LIMITS } from '#registry/search/bounds.ts';
import { filtersSchema, querySchema, type SearchQuery } from '#registry/search/query.ts';
import { paramsOf } from '../http/params.ts';
import { fieldErrors } from '../problem/field-errors.ts';
import { ProblemError } from '../problem/problem-error.ts';
import type { Parameter } from './route.ts';

const { filters: _filters, ...scalars } = querySchema.shape;
const parametersSchema = z.strictObject({ ...scalars, ...filtersSchema.shape });
const NAMES = Object.keys(parametersSchema.shape);
const NUMBERS: ReadonlySet<string> = new Set(['page', 'size']);
const FLAGS: ReadonlySet<string> = new Set(['asTyped']);
const LISTS: ReadonlySet<string> = new Set(FACETS);

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  q: 'What to look for, as somebody would type it: several words, phrases in quotes. Empty to list all.',
  asTyped: '`true`: no word is corrected, however few records have it.',
  locale: 'Language of words in the answer; by default the one that Accept-Language prefers.',
  page: 'Page number, from 1.',
  size: `Results on a page; ${LIMITS.defaultSize} unless said.`,
  sort: '`relevance`, or `newest` first.',
};

/** The parameters of a search, for its documentation. */
export const queryParameters: readonly Parameter[] = Object.entries(parametersSchema.shape).map(([name, schema]) => ({
  name,
  in: 'query',
  description: DESCRIPTIONS[name] ?? `Only cases with this ${name}; given several times, with any of them.`,
  schema,
}));

/**
 * Reads the query of an address. Page addresses ignore what they do not understand; the API refuses it, because a program that
 * misspells a filter must not get everything. Throws ProblemError `query-invalid`.
 */
export function readSearchQuery(request: Request, locale: Locale): SearchQuery {
  const params = paramsOf(request);
  const given: Record<string, unknown> = { locale: locale.id };
  for (const name of new Set(params.keys())) {
    const values = params.getAll(name).map((value) => value.toWellFormed());
    const only = values.length === 1 ? values[0]! : values;
    const value = LISTS.has(name)
      ? [...new Set(values)]
      : NUMBERS.has(name) && /^\d{1,9}$/.test(String(only))
        ? Number(only)
        : FLAGS.has(name) && /^(?:true|false)$/.test(String(only))
          ? only === 'true'
          : only;
    Object.defineProperty(given, name, { value, enumerable: true, configurable: true, writable: true });
  }
  const read = parametersSchema.safeParse(given);
  if (!read.success) throw new ProblemError('query-invalid', { errors: fieldErrors(read.error, given, NAMES, locale) });
  const { q, asTyped, locale: language, page, size, sort, ...filters } = read.data;
  return { q, ...(asTyped ? { asTyped } : {}), locale: language, page, size, sort, filters };
}

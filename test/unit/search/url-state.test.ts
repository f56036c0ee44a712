import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FACETS, LIMITS, SORTS } from '#registry/search/bounds.ts';
import { type Filters, querySchema, type SearchQuery } from '#registry/search/query.ts';
import { readQuery, writeQuery } from '#registry/search/url-state.ts';
import { anyText } from '../../any-text.ts';

const read = (search: string) => readQuery(new URLSearchParams(search), 'es');

const values = fc.uniqueArray(anyText({ minLength: 1, maxLength: LIMITS.value / 2 }), {
  minLength: 1,
  maxLength: LIMITS.values,
});
const anyQuery: fc.Arbitrary<SearchQuery> = fc.record({
  q: anyText({ maxLength: LIMITS.q / 2 }),
  locale: fc.constantFrom('es', 'pt', 'en'),
  filters: fc.record(Object.fromEntries(FACETS.map((facet) => [facet, values])), { requiredKeys: [] }) as fc.Arbitrary<Filters>,
  page: fc.integer({ min: 1, max: LIMITS.page }),
  size: fc.integer({ min: 1, max: LIMITS.size }),
  sort: fc.constantFrom(...SORTS),
});

describe('the address of a search', () => {
  test('gives back the query it was made from', () => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        expect(readQuery(new URLSearchParams(writeQuery(query).toString()), query.locale)).toEqual(query);
      }),
    );
  });

  test('whatever it says, is read as a query within bounds', () => {
    const key = fc.constantFrom('q', 'page', 'size', 'sort', 'utm_source', ...FACETS);
    const value = fc.oneof(anyText(), fc.string({ minLength: 150, maxLength: 400 }), fc.integer().map(String));
    fc.assert(
      fc.property(fc.array(fc.tuple(key, value), { maxLength: 60 }), (pairs) => {
        const query = readQuery(new URLSearchParams(pairs), 'es');
        expect(querySchema.parse(query)).toEqual(query);
        expect(readQuery(writeQuery(query), 'es')).toEqual(query);
      }),
    );
  });

  test('is empty for a search with nothing chosen', () => {
    expect(writeQuery(read('')).toString()).toBe('');
  });

  test('is short and readable', () => {
    expect(writeQuery(read('q=plan+ceibal&country=URY&country=CHL&page=2')).toString()).toBe(
      'q=plan+ceibal&country=URY&country=CHL&page=2',
    );
  });

  test('keeps the space after a finished word', () => {
    expect(read('q=plan+').q).toBe('plan ');
  });

  test.each([
    ['page=0', { page: 1 }],
    ['page=-3', { page: 1 }],
    ['page=99999999999', { page: LIMITS.page }],
    ['page=2.5', { page: 1 }],
    ['size=1000', { size: LIMITS.size }],
    ['size=x', { size: LIMITS.defaultSize }],
    ['sort=oldest', { sort: 'relevance' }],
    ['country=URY&country=URY', { filters: { country: ['URY'] } }],
    ['country=', { filters: {} }],
    [`country=${'x'.repeat(LIMITS.value + 1)}`, { filters: {} }],
    ['constructor=1&__proto__=2&utm_source=x', { filters: {} }],
    ['q=%F0%9F%98', { q: '\uFFFD' }],
  ])('%s is clamped or ignored', (search, expected) => {
    expect(read(search)).toMatchObject(expected);
  });

  test('with a text that is too long is cut, never in the middle of a character', () => {
    const { q } = read(`q=${'x'.repeat(LIMITS.q - 1)}😀`);
    expect(q).toHaveLength(LIMITS.q);
    expect(q.isWellFormed()).toBe(true);
  });
});

import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { FACETS, LIMITS } from '#registry/search/bounds.ts';
import { pageSchema } from '#registry/search/page.ts';
import { filtersSchema, querySchema } from '#registry/search/query.ts';

describe('the query shape', () => {
  test('needs a locale only', () => {
    expect(querySchema.parse({ locale: 'es' })).toEqual({
      q: '',
      locale: 'es',
      filters: {},
      page: 1,
      size: 20,
      sort: 'relevance',
    });
  });

  test.each([
    { locale: 'es', q: 'x'.repeat(LIMITS.q + 1) },
    { locale: '../es' },
    { locale: 'es', page: 0 },
    { locale: 'es', size: 101 },
    { locale: 'es', sort: 'oldest' },
    { locale: 'es', filters: { colour: ['red'] } },
    { locale: 'es', filters: { country: Array(21).fill('URY') } },
    { locale: 'es', filters: { country: ['x'.repeat(81)] } },
    { locale: 'es', filter: 'country = URY' },
  ])('refuses what is out of bounds or unknown: %j', (request) => {
    expect(querySchema.safeParse(request).success).toBe(false);
  });

  test('can be filtered by every facet, and the page counts every facet', () => {
    expect(Object.keys(filtersSchema.shape)).toEqual([...FACETS]);
    expect(Object.keys(pageSchema.shape.facets.shape)).toEqual([...FACETS]);
  });

  test('can be said as JSON Schema, bounds included', () => {
    const schema = z.toJSONSchema(querySchema, { io: 'input' });
    expect(schema).toMatchObject({
      required: ['locale'],
      properties: { q: { maxLength: 200, default: '' }, size: { minimum: 1, maximum: 100 } },
    });
    expect(z.toJSONSchema(pageSchema)).toMatchObject({ type: 'object' });
  });
});

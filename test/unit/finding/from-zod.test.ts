import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readYaml } from '#registry/content/yaml.ts';
import { exampleOf, NO_EXAMPLE } from '#registry/finding/example.ts';
import { findingsFromZod } from '#registry/finding/from-zod.ts';
import { kinds } from '#registry/kinds.ts';
import { localeSchema } from '#registry/locale/locale.ts';
import { partnerName } from '#registry/session/partner.ts';
import { registrySchema } from '#registry/settings.ts';
import { sourcesSchema } from '#registry/source/source.ts';
import { creationSchema, improvementSchema } from '#registry/submission/schema.ts';
import { vocabularySchema } from '#registry/vocabulary/vocabulary.ts';

const ofKinds = kinds.flatMap(({ id, schema, translationSchema }) => [
  [id, schema],
  [`${id} translation`, translationSchema],
]);
const ofFiles = { localeSchema, registrySchema, sourcesSchema, vocabularySchema };
const schemas = { ...Object.fromEntries(ofKinds), ...ofFiles, creationSchema, improvementSchema } as Record<string, z.ZodType>;

/** The findings of a YAML text for a schema: code, line and values. */
function findIn(text: string, schema: z.ZodType) {
  const { yaml } = readYaml(text, 'file.yml');
  const { error } = schema.safeParse(yaml!.data);
  return findingsFromZod(error!, yaml!).map(({ code, line, params }) => [code, line, params]);
}

describe('a schema issue', () => {
  it.each(Object.entries(schemas))('of %s shows an example and never a pattern', (_name, schema) => {
    const asked: { pattern?: string; format?: string }[] = [];
    JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), (_key, value: unknown) => {
      const { pattern, format } = (value ?? {}) as Record<string, unknown>;
      if (typeof pattern === 'string') asked.push({ pattern });
      if (typeof format === 'string') asked.push({ format });
      return value;
    });
    for (const { format } of asked) if (format) expect(exampleOf(format), format).not.toBe(NO_EXAMPLE);
    for (const { pattern } of asked) {
      if (pattern === undefined) continue;
      const examples = exampleOf(`/${pattern}/`).split(' · ');
      for (const example of examples) expect(example, pattern).toMatch(new RegExp(pattern));
      expect(examples, pattern).not.toContain(NO_EXAMPLE);
    }
  });

  it('about a case of a partner shows one, not a time of the day, which has the same shape', () => {
    const json = z.toJSONSchema(partnerName(), { io: 'input' });
    expect(exampleOf(`/${json.pattern}/`)).toBe('col:colombia-bogota-care-system');
  });

  it('about an empty field says that it is missing, at its own line', () => {
    expect(findIn('a: 1\nb:\n', z.strictObject({ a: z.number(), b: z.string() }))).toEqual([
      ['field-missing', 2, { field: 'b' }],
    ]);
  });

  it('about the wrong type is said once', () => {
    expect(findIn('a: a long text\n', z.strictObject({ a: z.array(z.string()).max(3) }))).toEqual([
      ['type-wrong', 1, { field: 'a', expected: 'array' }],
    ]);
  });

  it('about a value of several possible forms is measured against the nearest', () => {
    const author =
      '- id: x\n  type: book\n  title: T\n  language: es\n  author:\n    - familly: Souza\n      literal: Ana Souza\n  interest: official\n  read: full\n';
    expect(findIn(author, sourcesSchema)).toEqual([
      ['field-unknown', 6, expect.objectContaining({ field: '0.author.0.familly' })],
    ]);
    const issued =
      '- id: x\n  type: book\n  title: T\n  language: es\n  author: [{ literal: A }]\n  issued: last year\n  interest: official\n  read: full\n';
    expect(findIn(issued, sourcesSchema)).toEqual([
      ['format-wrong', 6, expect.objectContaining({ given: 'last year', example: '2007 · 2007-05 · 2007-05-18' })],
    ]);
  });

  it('about a key is at the key', () => {
    expect(findIn('title:\n  es: Uno\n  Español: Uno\nconcepts: [{ id: a, label: {} }]\n', vocabularySchema)).toEqual([
      ['format-wrong', 3, expect.objectContaining({ given: 'Español', example: 'es' })],
    ]);
  });
});

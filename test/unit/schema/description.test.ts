import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { kinds } from '#registry/kinds.ts';
import { walkSchema } from '#registry/schema/walk.ts';
import { sourceSchema } from '#registry/source/source.ts';
import { creationSchema } from '#registry/submission/schema.ts';

const undescribed = (schema: z.ZodType): string[] =>
  [...walkSchema(schema)].flatMap(({ path, description }) =>
    typeof path.at(-1) === 'string' && path.at(-1) !== '*' && !description ? [path.join('.')] : [],
  );

describe('every field says in a sentence what goes there', () => {
  it.each(kinds.map((kind) => [kind.id, kind] as const))(
    'of a %s and of its translations',
    (_id, { schema, translationSchema }) => {
      expect(undescribed(schema)).toEqual([]);
      expect(undescribed(translationSchema)).toEqual([]);
      expect(schema.description).toMatch(/\.$/);
    },
  );

  it('of a publication', () => {
    expect(undescribed(sourceSchema)).toEqual([]);
  });

  it('of a case as somebody sends it, in the words of the case itself', () => {
    expect(undescribed(creationSchema.shape.case)).toEqual([]);
    const { properties } = z.toJSONSchema(creationSchema.shape.case, { io: 'input' }) as {
      properties: Record<string, { description?: string }>;
    };
    const original = kinds.find(({ id }) => id === 'case')!.schema as unknown as z.ZodObject<Record<string, z.ZodType>>;
    const json = z.toJSONSchema(original, { io: 'input' }) as { properties: Record<string, { description?: string }> };
    for (const [key, { description }] of Object.entries(properties)) expect(description).toBe(json.properties[key]!.description);
  });

  it('and no sentence is said of two fields that stand side by side', () => {
    for (const { schema } of kinds) {
      const { properties } = z.toJSONSchema(schema, { io: 'input' }) as { properties: Record<string, { description: string }> };
      const said = Object.values(properties).map(({ description }) => description);
      expect(new Set(said).size).toBe(said.length);
    }
  });
});

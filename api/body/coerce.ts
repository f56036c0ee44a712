import * as z from 'zod';
import { readNumber } from '#registry/content/typed-number.ts';
import { mapWithSchema } from '#registry/schema/walk.ts';

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['on', true],
  ['false', false],
]);

/**
 * Converts the text values of a form to the types of a schema. Values that do not fit stay as they are, so that the schema
 * refuses them.
 */
export const coerce = (schema: z.ZodType, sent: unknown): unknown =>
  mapWithSchema(sent, schema, ({ value, schema: inner, element }, inside) => {
    if (element && !Array.isArray(value)) return inside([value]);
    if (typeof value !== 'string') return inside();
    if (inner instanceof z.ZodUnion) return coerceUnion(inner, value);
    if (inner instanceof z.ZodNumber) return readNumber(value) ?? value;
    if (inner instanceof z.ZodBoolean) return BOOLEANS.get(value) ?? value;
    return value;
  });

function coerceUnion(union: z.ZodUnion, value: string): unknown {
  const options = union.options as z.ZodType[];
  const candidates = options.map((option) => coerce(option, value));
  const fitting = candidates.findIndex((candidate, index) => options[index]!.safeParse(candidate).success);
  return fitting === -1 ? value : candidates[fitting];
}

import * as z from 'zod';
import { evidenceSchema } from '../case/schema.ts';
import { citation } from '../schema/fields.ts';
import { inPlaceOf, partsOf } from '../schema/walk.ts';

/** Fields that a submission may omit anywhere: item ids, places in sources, and whether a statement is sourced or inferred. */
const SUPPLIED = ['id', 'locator', 'sources', 'basis'] as const;
export type Supplied = (typeof SUPPLIED)[number];
/** Zod's own, and the names of countries in letters that are not ours, which come as punycode: "рф". */
const EMAIL = new RegExp(z.regexes.email.source.replace('[A-Za-z]{2,}$', '(?:[A-Za-z]{2,}|[Xx][Nn]--[A-Za-z0-9-]+)$'));

export const line = (max: number) => z.string().trim().min(1).max(max);

/** Makes fields that we fill in optional, recursively. Leaf schemas are reused so that `fieldMeta` survives. */
export function loosen(schema: z.ZodType): z.ZodType {
  const { schema: inner, shape, element } = partsOf(schema);
  if (inner === (citation as z.ZodType)) return citation.extend({ locator: citation.shape.locator.optional() });
  if (inner instanceof z.ZodArray && element) return inPlaceOf(schema, inner.clone({ ...inner.def, element: loosen(element) }));
  if (!shape) return inner;
  if (inner === (evidenceSchema as z.ZodType)) return inPlaceOf(schema, evidenceSchema.partial());
  const fields = Object.entries(shape).map(([key, field]) => {
    const isLeftToUs = (SUPPLIED as readonly string[]).includes(key) || field === evidenceSchema;
    const loose = loosen(field);
    return [key, partsOf(field).isOptional || isLeftToUs ? loose.optional() : loose] as const;
  });
  return inPlaceOf(schema, z.strictObject(Object.fromEntries(fields)));
}

/** With what each submission begins. */
export const opening = {
  /** The language of the words, as a locale id. */
  locale: z.string().regex(/^[a-z]{2,3}$/),
} as const;

/** With what each submission ends. */
export const closing = {
  contact: z
    .strictObject({ name: line(120).optional(), email: z.email({ pattern: EMAIL }).max(254), role: line(120).optional() })
    .optional()
    .describe('Stays with the registry, is never published, and is erased after the decision.'),
  consent: z.strictObject({ license: z.literal('CC-BY-4.0'), credit: line(120).optional() }),
} as const;
export type Contact = z.infer<(typeof closing)['contact'] extends z.ZodOptional<infer Inner> ? Inner : never>;

import * as z from 'zod/mini';
import { type Facet, LIMITS, SORTS } from './bounds.ts';

const values = () =>
  z.exactOptional(
    z.array(z.string().check(z.minLength(1), z.maxLength(LIMITS.value))).check(z.minLength(1), z.maxLength(LIMITS.values)),
  );

export const filtersSchema = z.strictObject({
  country: values(),
  challenge: values(),
  instrument: values(),
  sector: values(),
  sdg: values(),
  level: values(),
  outcome: values(),
  evidence: values(),
  kind: values(),
} satisfies Record<Facet, unknown>);

/** The query format of every engine. Several values of a facet match any of them; several facets must all match. */
export const querySchema = z.strictObject({
  /** The typed text; empty to browse. A last word without a space after it may be unfinished. */
  q: z._default(z.string().check(z.maxLength(LIMITS.q)), ''),
  /** Every word is looked for as it was typed, however few records have it. */
  asTyped: z.exactOptional(z.boolean()),
  /** The reader's language, by the id of a locale. */
  locale: z.string().check(z.regex(/^[a-z]{2,3}$/)),
  filters: z._default(filtersSchema, {}),
  page: z._default(z.int().check(z.minimum(1), z.maximum(LIMITS.page)), 1),
  size: z._default(z.int().check(z.minimum(1), z.maximum(LIMITS.size)), LIMITS.defaultSize),
  /** `newest` sorts by the day a case was compiled, then by the start of the policy. */
  sort: z._default(z.enum(SORTS), 'relevance'),
});

export type Filters = z.infer<typeof filtersSchema>;
export type SearchQuery = z.infer<typeof querySchema>;
/** A query as sent: fields with defaults may be left out. */
export type SearchRequest = z.input<typeof querySchema>;

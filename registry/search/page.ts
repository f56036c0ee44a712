import * as z from 'zod/mini';
import { FACETS } from './bounds.ts';

/** A piece of plain text, and whether it is what the reader looked for. Never HTML: whoever shows it escapes it. */
const segment = z.object({ text: z.string(), hit: z.boolean() });
const segments = z.array(segment);

/** The registry that something is from when it is another than the one that was asked: its name and the address of its site. */
const peer = z.exactOptional(z.object({ name: z.string(), url: z.string() }));

const date = z.union([z.int(), z.string()]);

/** What a list shows of a record, in the reader's language or, when `isFallback`, in the original one. */
const cardSchema = z.object({
  title: z.string(),
  problem: z.string(),
  summary: z.string(),
  /** ISO 3166-1 alpha-3. */
  countries: z.array(z.string()),
  period: z.exactOptional(z.object({ start: z.exactOptional(date), end: z.exactOptional(date) })),
  level: z.exactOptional(z.string()),
  /** `case` or `snapshot`; what is no case has the name of its kind of record, and neither level nor outcome. */
  kind: z.string(),
  /** The outcome of the whole case, which follows from its verdicts. */
  outcome: z.exactOptional(z.string()),
  /** Did it work, for what, on what basis; `strength` of the evidence is 0 to 5. The first is about what the case set out to do. */
  verdicts: z.array(z.object({ about: z.string(), outcome: z.string(), basis: z.string(), strength: z.int() })),
  /** How many lessons the case holds. */
  lessons: z.int(),
  /** The language the words are really in. */
  language: z.string(),
  isFallback: z.boolean(),
  state: z.enum(['original', 'human', 'machine', 'machine-reviewed']),
  stale: z.boolean(),
});

const hitSchema = z.object({
  id: z.string(),
  /** Comparable inside one page only. */
  score: z.number(),
  card: cardSchema,
  /** Where the words were found: title and problem whole; the best passage of the rest, if it says more than those. */
  matched: z.object({
    title: segments,
    problem: segments,
    passage: z.exactOptional(z.object({ field: z.enum(['summary', 'names', 'body']), segments })),
  }),
  peer,
  /** The lesson that answers the query best; absent when no lesson has a word of it. */
  bestLesson: z.exactOptional(z.object({ id: z.string(), kind: z.string(), text: z.string(), segments })),
});

/** A lesson of any case that answers the query by itself. */
const lessonHitSchema = z.object({
  case: z.string(),
  /** The title of its case. */
  title: z.string(),
  id: z.string(),
  /** `works`, `fails` or `depends`. */
  kind: z.string(),
  text: z.string(),
  /** The language the words are really in. */
  language: z.string(),
  segments,
  peer,
});

const counts = z.array(z.object({ value: z.string(), count: z.int() }));

/** The one shape in which every engine answers. */
export const pageSchema = z.object({
  total: z.int(),
  page: z.int(),
  size: z.int(),
  hits: z.array(hitSchema),
  /** The lessons that answer best, whatever the rank of their cases; none on pages after the first, or without words. */
  lessons: z.array(lessonHitSchema),
  /** How many results each value would have; the counts of a facet ignore what is selected in it. Most frequent first. */
  facets: z.object(Object.fromEntries(FACETS.map((name) => [name, counts])) as Record<(typeof FACETS)[number], typeof counts>),
  /** The query as it was understood, when a word nobody wrote was read as the nearest one somebody did. */
  suggestion: z.exactOptional(z.string()),
  /** Some results do not have all the words. */
  relaxed: z.boolean(),
  /** The engine that should have answered was down or slow, and another one has, with what it knows. */
  degraded: z.exactOptional(z.boolean()),
  /** Other registries that were asked too and did not answer, by name: what they have is missing. */
  unreached: z.exactOptional(z.array(z.string())),
});

export type Segment = z.infer<typeof segment>;
export type Card = z.infer<typeof cardSchema>;
export type SearchHit = z.infer<typeof hitSchema>;
export type LessonHit = z.infer<typeof lessonHitSchema>;
export type FacetCount = z.infer<typeof counts>[number];
export type FoundAt = Pick<SearchHit, 'peer'>;
export type SearchPage = z.infer<typeof pageSchema>;

import * as z from 'zod/mini';
import { INTENTS } from './analysis/intents.ts';
import { ANSWER_STATES, FACETS } from './bounds.ts';

/** A piece of plain text, and whether it matches the query. Never HTML: the code that shows it must escape it. */
const segment = z.object({ text: z.string(), hit: z.boolean() });
const segments = z.array(segment);

/** The origin of a result from another registry: its name and the address of its site. */
const peer = z.exactOptional(z.object({ name: z.string(), url: z.string() }));

const through = z.object({
  word: z.string(),
  /** The label of what the record is coded with, in the reader's language. */
  concept: z.exactOptional(z.string()),
  /** The language of the version that has the word. */
  language: z.exactOptional(z.string()),
});

const date = z.union([z.int(), z.string()]);

/** A record in a list, in the reader's language or, when `isFallback`, in the original one. */
const cardSchema = z.object({
  title: z.string(),
  problem: z.string(),
  summary: z.string(),
  /** ISO 3166-1 alpha-3. */
  countries: z.array(z.string()),
  period: z.exactOptional(z.object({ start: z.exactOptional(date), end: z.exactOptional(date) })),
  level: z.exactOptional(z.string()),
  /** `case` or `snapshot`; a record of another kind has the name of its kind, and no level or outcome. */
  kind: z.string(),
  /** The outcome of the whole case, computed from its verdicts. */
  outcome: z.exactOptional(z.string()),
  /** Did it work, for what, on what basis; `strength` of the evidence is 0 to 5. The first is about what the case set out to do. */
  verdicts: z.array(z.object({ about: z.string(), outcome: z.string(), basis: z.string(), strength: z.int() })),
  /** The number of lessons. */
  lessons: z.int(),
  /** Copies of the same case from other registries, by the ids of their pages; somebody has decided that they are the same. */
  also: z.exactOptional(z.array(z.string())),
  /** The actual language of the words. */
  language: z.string(),
  isFallback: z.boolean(),
  state: z.enum(['original', 'human', 'machine', 'machine-reviewed']),
  stale: z.boolean(),
});

const hitSchema = z.object({
  id: z.string(),
  /** Comparable only inside one page. */
  score: z.number(),
  card: cardSchema,
  /** The matched texts: title and problem in full, and the best passage of the rest if it matches more than those. */
  matched: z.object({
    title: segments,
    problem: segments,
    passage: z.exactOptional(z.object({ field: z.enum(['summary', 'names', 'body']), segments })),
  }),
  peer,
  /** Words that the texts shown to the reader do not have, and what the record was found through instead. */
  through: z.exactOptional(z.array(through)),
  /** The lesson that answers the query best; absent when no lesson has a word of it. */
  bestLesson: z.exactOptional(z.object({ id: z.string(), kind: z.string(), text: z.string(), segments })),
});

/** A lesson of any case that matches on its own. */
const lessonHitSchema = z.object({
  case: z.string(),
  /** The title of its case. */
  title: z.string(),
  id: z.string(),
  /** `works`, `fails` or `depends`. */
  kind: z.string(),
  text: z.string(),
  /** The actual language of the words. */
  language: z.string(),
  segments,
  peer,
});

const counts = z.array(z.object({ value: z.string(), count: z.int() }));

/** The result format of every engine. */
export const pageSchema = z.object({
  /** `answers`: these are about what was asked; `near`: nothing is about all of it, these share `shared`; `nothing`: there is nothing yet. */
  state: z.enum(ANSWER_STATES),
  /** Words of the query, as typed, that no record has. */
  missing: z.array(z.string()),
  /** Words of the query, as typed, that make the results near to it. */
  shared: z.array(z.string()),
  /** What is wanted of the subject: `fails`, what failed, or `works`; the lessons are of that kind. */
  intent: z.exactOptional(z.enum(INTENTS)),
  /** Problems of the vocabulary that a query without an answer names, by id, and the nearest to it that records are about. */
  problems: z.exactOptional(z.object({ named: z.array(z.string()), nearest: z.array(z.string()) })),
  total: z.int(),
  page: z.int(),
  size: z.int(),
  hits: z.array(hitSchema),
  /** The best matching lessons, whatever the rank of their cases; only on the first page, and only with words. */
  lessons: z.array(lessonHitSchema),
  /** The number of results per value; the counts of a facet ignore its own selection. Most frequent first. */
  facets: z.object(Object.fromEntries(FACETS.map((name) => [name, counts])) as Record<(typeof FACETS)[number], typeof counts>),
  /** The corrected query, if a misspelt word was replaced. */
  suggestion: z.exactOptional(z.string()),
  /** Some results lack some of the words. */
  relaxed: z.boolean(),
  /** The main engine was down or slow, and the fallback answered from its own index. */
  degraded: z.exactOptional(z.boolean()),
  /** Names of other registries that did not answer; their results are missing. */
  unreached: z.exactOptional(z.array(z.string())),
});

export type Segment = z.infer<typeof segment>;
export type Card = z.infer<typeof cardSchema>;
export type Through = z.infer<typeof through>;
export type SearchHit = z.infer<typeof hitSchema>;
export type LessonHit = z.infer<typeof lessonHitSchema>;
export type FacetCount = z.infer<typeof counts>[number];
export type FoundAt = Pick<SearchHit, 'peer'>;
export type SearchPage = z.infer<typeof pageSchema>;

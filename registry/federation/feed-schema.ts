import * as z from 'zod';
import { findUnfitValues } from '../content/read-file.ts';
import { day, slug } from '../schema/fields.ts';
import { FEED_FORMAT, REGISTRY_FORMAT } from './format.ts';
import { GONE_REASONS } from './settle.ts';

/** What we read of other registries. Keys that we do not know are of no concern to us: adding one breaks nobody. */

const digest = () => z.string().regex(/^[0-9a-f]{64}$/);
const count = () => z.int().min(0).max(1_000_000);
const origin = () => z.string().max(200);

export const discoverySchema = z.object({
  format: z.literal(REGISTRY_FORMAT),
  registry: origin(),
  feeds: z.array(z.object({ schema: z.int().min(1).max(1000) })).max(20),
  keys: z
    .array(z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string().max(60) }))
    .max(5)
    .catch([]),
  movedTo: origin().nullish().catch(null),
  movedFrom: z.array(origin()).max(10).catch([]),
});

/** A page is named, and nothing in a feed is an address: what is asked of a registry is made here of its origin, names and ids. */
export const PAGE_NAME = /^[0-9a-f]{2,4}$/;

export const indexSchema = z.object({
  format: z.literal(FEED_FORMAT),
  registry: origin(),
  schema: z.int(),
  updated: day(),
  pages: z.array(z.object({ page: z.string().max(40), sha256: digest(), records: count() })).max(4096),
  gone: z.object({ sha256: digest(), records: count() }),
  vocabularies: z.object({ sha256: digest() }).optional().catch(undefined),
  translations: z.object({ sha256: digest() }).optional().catch(undefined),
});
export type FeedIndex = z.infer<typeof indexSchema>;

/** A list without the entries that we cannot read: one that is strange does not keep the others from being read. */
const readable = <Entry extends z.ZodType>(entry: Entry, max: number) =>
  z
    .array(z.unknown())
    .max(max)
    .transform((all): z.infer<Entry>[] =>
      all.flatMap((each) => {
        const read = entry.safeParse(each);
        return read.success ? [read.data] : [];
      }),
    );

const listed = z.object({ id: slug(), sha256: digest() });
export type Listed = z.infer<typeof listed>;

export const feedPageSchema = z.object({
  /** How many there are, also of those that cannot be read. */
  records: z
    .array(z.unknown())
    .max(100_000)
    .transform((all) => ({ count: all.length, readable: readable(listed, 100_000).parse(all) })),
});

const target = z.union([
  z.object({ registry: origin(), id: slug() }),
  z.object({ id: slug() }).transform(({ id }) => ({ id, registry: undefined })),
]);

const goneTold = z.object({
  id: slug(),
  why: z.enum(GONE_REASONS),
  to: target.optional().catch(undefined),
  text: z
    .record(z.string().max(3), z.string().max(300))
    .refine((text) => findUnfitValues({ data: text, locate: () => ({ file: '' }) }).length === 0)
    .optional()
    .catch(undefined),
  on: day().optional().catch(undefined),
});
export type GoneTold = z.infer<typeof goneTold>;

export const goneFeedSchema = z.object({ gone: readable(goneTold, 400_000) });

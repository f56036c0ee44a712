import * as z from 'zod';
import { choice, date, day, slug, url } from '../schema/fields.ts';

const name = z.union([
  z.strictObject({ family: z.string().min(1).max(80), given: z.string().min(1).max(80).optional() }),
  z.strictObject({ literal: z.string().min(1).max(160) }),
]);

/** A cited publication in CSL-JSON fields (https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables). */
export const sourceSchema = z.strictObject({
  id: slug(),
  type: z.enum([
    'report',
    'book',
    'chapter',
    'article-journal',
    'speech',
    'webpage',
    'document',
    'interview',
    'personal_communication',
    'article-newspaper',
    'legislation',
    'thesis',
    'paper-conference',
    'dataset',
  ]),
  title: z.string().min(1).max(300),
  language: z.string().regex(/^[a-z]{2,3}$/),
  author: z.array(name).min(1).max(30),
  publisher: z.string().min(1).max(160).optional(),
  'publisher-place': z.string().min(1).max(80).optional(),
  /** Absent when the publication shows no date. */
  issued: date().optional(),
  event: z.string().min(1).max(200).optional(),
  URL: url().optional(),
  DOI: z
    .string()
    .regex(/^10\.\d{4,9}\/\S+$/)
    .max(120)
    .optional(),
  /** The part of its address at hdl.handle.net: 10419/129966. */
  handle: z
    .string()
    .regex(/^[\w.]+\/\S+$/)
    .max(120)
    .optional(),
  'container-title': z.string().min(1).max(200).optional(),
  volume: z.string().max(20).optional(),
  issue: z.string().max(20).optional(),
  page: z.string().max(40).optional(),
  number: z.string().max(60).optional(),
  ISBN: z.string().max(40).optional(),
  /** The day on which somebody of the registry read it at its address. */
  accessed: day().optional(),
  archived: url().optional(),
  /** Who speaks: nobody with a stake, a public body that reports, somebody who took part, or somebody who promotes the policy. */
  interest: choice('interests', ['independent', 'official', 'involved', 'promoter']),
  /** How much of it was read for this registry. */
  read: choice('readings', ['full', 'excerpt', 'abstract', 'unread']),
  /** What a reader should know before trusting it, per locale. */
  note: z.record(z.string().regex(/^[a-z]{2,3}$/), z.string().trim().min(1).max(400)).optional(),
});

export const sourcesSchema = z.array(sourceSchema).max(20_000);

export type Source = z.infer<typeof sourceSchema>;

type Author = Source['author'][number];

/** An author's name as people write it. */
export const nameOf = (author: Author): string =>
  'literal' in author ? author.literal : [author.given, author.family].filter(Boolean).join(' ');

/** Where a reader finds a publication: its DOI, its handle, or its own address. */
export function addressOf({ DOI, handle, URL }: Source): string | undefined {
  if (DOI !== undefined) return `https://doi.org/${DOI}`;
  if (handle !== undefined) return `https://hdl.handle.net/${handle}`;
  return URL;
}

/** A source that a case cites: its own references first, then those that all records share. */
export function findSource(
  id: string,
  references: readonly Source[] | undefined,
  shared: ReadonlyMap<string, Source>,
): Source | undefined {
  return references?.find((source) => source.id === id) ?? shared.get(id);
}

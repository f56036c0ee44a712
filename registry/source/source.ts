import * as z from 'zod';
import { choice, date, day, languageId, slug, url } from '../schema/fields.ts';

const name = z.union([
  z.strictObject({
    family: z.string().min(1).max(80).describe('Family name.'),
    given: z.string().min(1).max(80).describe('Given name or initials.').optional(),
  }),
  z.strictObject({ literal: z.string().min(1).max(160).describe('Name of an organisation, written as it is.') }),
]);

/** A cited publication in CSL-JSON fields (https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables). */
export const sourceSchema = z.strictObject({
  id: slug().describe('Id that citations name it by; never changed.'),
  type: z
    .enum([
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
    ])
    .describe('Kind of publication, by its name in CSL.'),
  title: z.string().min(1).max(300).describe('Title as it is printed.'),
  language: languageId().describe('Language that it is written in.'),
  author: z.array(name).min(1).max(30).describe('Who wrote it: people, or an organisation.'),
  publisher: z.string().min(1).max(160).describe('Who published it.').optional(),
  'publisher-place': z.string().min(1).max(80).describe('City where it was published.').optional(),
  issued: date().describe('When it was published; left out when it shows no date.').optional(),
  event: z.string().min(1).max(200).describe('Meeting that it was made for.').optional(),
  URL: url().describe('Its address.').optional(),
  DOI: z
    .string()
    .regex(/^10\.\d{4,9}\/\S+$/)
    .max(120)
    .describe('Its DOI, without the address before it.')
    .optional(),
  handle: z
    .string()
    .regex(/^[\w.]+\/\S+$/)
    .max(120)
    .describe('The part of its address at hdl.handle.net: 10419/129966.')
    .optional(),
  'container-title': z.string().min(1).max(200).describe('Journal or book that it is in.').optional(),
  volume: z.string().max(20).describe('Volume of the journal.').optional(),
  issue: z.string().max(20).describe('Issue of the volume.').optional(),
  page: z.string().max(40).describe('First and last page.').optional(),
  number: z.string().max(60).describe('Number in its series, or of a law.').optional(),
  ISBN: z.string().max(40).describe('Its ISBN.').optional(),
  accessed: day().describe('Day on which somebody of the registry read it at its address.').optional(),
  archived: url().describe('Address of a copy that stays as it was.').optional(),
  interest: choice('interests', ['independent', 'official', 'involved', 'promoter']).describe(
    'Who speaks: nobody with a stake, a public body that reports, somebody who took part, or somebody who promotes the policy.',
  ),
  read: choice('readings', ['full', 'excerpt', 'abstract', 'unread']).describe('How much of it was read for this registry.'),
  note: z
    .record(languageId(), z.string().trim().min(1).max(400))
    .describe('What a reader should know before trusting it, by locale.')
    .optional(),
});

export const sourcesSchema = z.array(sourceSchema).max(20_000);

export type Source = z.infer<typeof sourceSchema>;

type Author = Source['author'][number];

/** An author's name in display order. */
export const authorName = (author: Author): string =>
  'literal' in author ? author.literal : [author.given, author.family].filter(Boolean).join(' ');

type Addressed = Pick<Source, 'DOI' | 'handle' | 'URL'>;

/** The address of a publication: its DOI, its handle, or its URL. */
export const sourceAddress = (source: Addressed): string | undefined => sourceAddresses(source)[0];

/** All addresses of a publication, the most lasting first. */
const sourceAddresses = ({ DOI, handle, URL }: Addressed): string[] => [
  ...(DOI === undefined ? [] : [`https://doi.org/${DOI}`]),
  ...(handle === undefined ? [] : [`https://hdl.handle.net/${handle}`]),
  ...(URL === undefined ? [] : [URL]),
];

const known = new WeakMap<ReadonlyMap<string, Source>, Map<string, string>>();

/** The id of the source that has one of a publication's addresses. */
export function sourceWithAddress(publication: Addressed, sources: ReadonlyMap<string, Source>): string | undefined {
  let ids = known.get(sources);
  if (!ids) {
    ids = new Map();
    for (const source of sources.values())
      for (const address of sourceAddresses(source)) if (!ids.has(addressKey(address))) ids.set(addressKey(address), source.id);
    known.set(sources, ids);
  }
  return sourceAddresses(publication)
    .map((address) => ids.get(addressKey(address)))
    .find((id) => id !== undefined);
}

/** The same for addresses that lead to one place: the resolver of DOIs has had several, and their letters have no case. */
const addressKey = (address: string): string => {
  const [, doi] = /^https?:\/\/(?:dx\.|www\.)?doi\.org\/(.+)$/i.exec(address) ?? [];
  return doi === undefined ? address : `https://doi.org/${doi.toLowerCase()}`;
};

/** A source by id: the record's own references first, then the shared ones. */
export function findSource(
  id: string,
  references: readonly Source[] | undefined,
  shared: ReadonlyMap<string, Source>,
): Source | undefined {
  return references?.find((source) => source.id === id) ?? shared.get(id);
}

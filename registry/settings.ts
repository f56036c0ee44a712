import * as z from 'zod';
import { concept, day, languageId, slug, url } from './schema/fields.ts';

/** The address of a registry: scheme and host, and nothing behind. Plain http is for a machine that speaks to itself. */
const origin = () =>
  z
    .string()
    .max(200)
    .regex(/^(?:https:\/\/[a-z0-9]+(?:[.-][a-z0-9]+)*(?::\d{1,5})?|http:\/\/127\.0\.0\.1:\d{1,5})$/);

/** A case of another registry. */
export const foreignCase = () =>
  z.strictObject({ registry: origin().describe('Address of the registry.'), id: slug().describe('Id of the case there.') });

/** What people ask of whoever publishes such a thing; the page about the registry answers each, or says that it is not decided. */
export const ABOUT = ['runs', 'edits', 'pays', 'reviews', 'errors', 'contact', 'policy', 'governance'] as const;

const answer = z.record(languageId(), z.string().trim().min(1).max(1000)).optional();

/** content/registry.yml: the registry's name and repository, and who is behind it. */
export const registrySchema = z.strictObject({
  name: z.string().min(1).max(80),
  /** Web address of the repository; pages link each case's history there. */
  repository: url().optional(),
  /** The order of languages; the first is used for readers whose language the registry lacks. */
  locales: z.array(z.string().regex(/^[a-z]{2,3}$/)).min(1),
  /** The country whose registry this is, by ISO 3166-1 alpha-3; none when it is of several. */
  country: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  /** Where the keepers of other registries write to. */
  contact: z
    .string()
    .max(200)
    .regex(/^(?:mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/)
    .optional(),
  about: z
    .strictObject(
      Object.fromEntries(ABOUT.map((question) => [question, answer])) as Record<(typeof ABOUT)[number], typeof answer>,
    )
    .describe('Who is behind it and how it works, by locale; what is left out is said to be undecided.')
    .optional(),
  /** Addresses that this registry had before, and the one that it has now if this is an old one. */
  movedFrom: z.array(origin()).max(10).optional(),
  movedTo: origin().optional(),
  /** The code that this registry runs, when it was made by `init`: vocabularies, locales and style are laid over those of the code. */
  upstream: z
    .strictObject({
      repository: z
        .string()
        .max(300)
        .regex(/^(?:https:\/\/|\/)[^\s'"]+$/)
        .describe('Where git finds the code: an https address, or a folder of this machine.'),
      release: z
        .string()
        .regex(/^(?:v\d{1,4}\.\d{1,4}\.\d{1,4}|[0-9a-f]{40})$/)
        .describe('The tag of the release, v0.2.0, or a commit with all forty digits. `npm run upgrade` changes it.'),
    })
    .optional(),
});

export type RegistrySettings = z.infer<typeof registrySchema>;

/** content/redirects.yml: old case ids and their current ids. */
export const redirectsSchema = z.record(slug(), slug());

/** content/gone.yml: cases that were published here and no longer are. A line stays for ever: other registries hold copies. */
export const goneSchema = z
  .array(
    z.strictObject({
      id: slug().describe('Id that the case had.'),
      why: z
        .enum(['moved', 'merged', 'withdrawn', 'erased'])
        .describe('Whether it has another address, became part of another, was withdrawn, or must be forgotten by everybody.'),
      to: z
        .union([slug(), foreignCase()])
        .describe('The case that answers for it now: its id, here or in another registry.')
        .optional(),
      text: z.record(languageId(), z.string().trim().min(1).max(300)).describe('Why, in a sentence, by locale.').optional(),
      on: day().describe('Day on which it was taken out.'),
    }),
  )
  .max(100_000);

export type GoneCase = z.infer<typeof goneSchema>[number];

/** content/peers.yml: the registries that this one reads. */
export const peersSchema = z
  .array(
    z.strictObject({
      id: slug()
        .max(20)
        .regex(/^(?!here$)/)
        .describe('Our short name for it: part of addresses, and never used for another; not `here`, which is ours in searches.'),
      name: z.string().trim().min(1).max(80).describe('What readers see.'),
      registry: origin().describe('Its address.'),
      trust: z
        .enum(['link', 'read', 'partner'])
        .default('read')
        .describe(
          'link: only titles, which lead there. read: whole cases, marked as theirs. partner: sessions may take them too, and its offers to translate become proposals by themselves.',
        ),
      key: z
        .string()
        .regex(/^[\w-]{43}$/)
        .describe(
          'Its public key (Ed25519), as its discovery document gives it: then an index without its signature is not believed.',
        )
        .optional(),
      every: z
        .string()
        .regex(/^[1-9]\d{0,2}h$/)
        .default('24h')
        .describe('How often it is read: 24h.'),
      records: z.int().min(1).max(200_000).default(20_000).describe('How many records of it we take at most.'),
      retired: day().describe('Day from which it is no longer read; its cases are taken out.').optional(),
    }),
  )
  .max(500);

export type Peer = z.infer<typeof peersSchema>[number];

/** A case of ours by its id, or one of another registry. */
const anyCase = () => z.union([slug(), foreignCase()]);

/** content/same.yml: what somebody has decided of cases that look alike; a pair that is here is not proposed again. */
export const sameSchema = z
  .array(
    z.strictObject({
      cases: z.tuple([anyCase(), anyCase()]).describe('The two cases: an id of ours, or a registry and an id.'),
      are: z
        .enum(['same', 'different', 'adaptation'])
        .describe('One case told twice, two cases, or one that was adapted from the other.'),
      on: day().describe('Day on which it was decided.'),
      note: z.string().trim().min(1).max(300).describe('Why, for who asks later.').optional(),
    }),
  )
  .max(10_000);

export type SameDecision = z.infer<typeof sameSchema>[number];

/** content/confirmed.yml: links that cases of other registries say they have to ours, and that we confirm. */
export const confirmedSchema = z
  .array(
    z.strictObject({
      from: foreignCase().describe('The case of another registry that names ours.'),
      relation: concept('relations').describe('What it says it is to ours.'),
      to: slug().describe('Id of our case.'),
      on: day().describe('Day on which it was confirmed.'),
    }),
  )
  .max(10_000);

export type ConfirmedLink = z.infer<typeof confirmedSchema>[number];

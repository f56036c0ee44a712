import * as z from 'zod';
import { fold } from '../search/analysis/fold.ts';
import { languageId, reference, slug } from '../schema/fields.ts';

/** In `countries`: cases of several countries, whose folder is `int`. */
export const SEVERAL = 'INT';

/** content/reviewers.yml: who may decide on proposals. Their tokens are elsewhere. */
export const reviewersSchema = z
  .array(
    z.strictObject({
      id: slug().max(40).describe('Id of the reviewer; it names the files of their scorecards, and is never given to another.'),
      name: z.string().trim().min(1).max(80).describe('Name, as senders and readers see it.'),
      lab: reference('lab').describe('Lab that the reviewer works for: what it sends is not theirs to decide.').optional(),
      countries: z
        .array(z.string().regex(/^[A-Z]{3}$/))
        .min(1)
        .max(60)
        .describe('Countries whose cases they decide on, by ISO 3166-1 alpha-3; INT: cases of several. All when left out.')
        .optional(),
      languages: z
        .array(languageId())
        .min(1)
        .max(20)
        .describe('Languages that they read, by locale. All when left out.')
        .optional(),
    }),
  )
  .max(1000);

export type Reviewer = z.infer<typeof reviewersSchema>[number];

/** What decides whose a proposal is. */
export interface Subject {
  /** The folder of a case in capitals (URY, INT); records of other kinds have none. */
  country: string | undefined;
  language: string;
  /** The labs that sent it or speak in it. */
  labs: readonly string[];
  /** The names that its sender gave: of a person, of an organisation, to be credited. */
  names: readonly string[];
}

/** Why a reviewer may not decide on a proposal; undefined when they may. */
export function whyNotTheirs(reviewer: Reviewer, { country, language, labs, names }: Subject): 'own' | 'scope' | undefined {
  const { name, lab, countries, languages } = reviewer;
  if ((lab !== undefined && labs.includes(lab)) || names.some((each) => isSameName(each, name))) return 'own';
  const isTheirs =
    (country === undefined || !countries || countries.includes(country)) && (!languages || languages.includes(language));
  return isTheirs ? undefined : 'scope';
}

/** Whether two names are one, but for accents, capitals, blanks and dots. */
export const isSameName = (one: string, other: string): boolean => lettersOf(one) === lettersOf(other);

const lettersOf = (name: string): string => fold(name).replaceAll(/[^\p{L}\p{N}]/gu, '');

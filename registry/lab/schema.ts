import * as z from 'zod';
import { choice, citations, languageId, reference, text, url } from '../schema/fields.ts';

/** An organisation that contributes or that sources name; `named` means that it has not joined the registry. */
export const labSchema = z
  .strictObject({
    language: languageId().describe('Language of this record’s words: the id of a locale.'),
    name: z.string().trim().min(1).max(120).describe('Name of the organisation, in its own language.'),
    acronym: z.string().max(20).describe('What people call it for short.').optional(),
    country: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .describe('Country it belongs to: ISO 3166-1 alpha-3. Left out for an organisation of several countries.')
      .optional(),
    type: choice('lab-types', [
      'registry',
      'government-lab',
      'agency',
      'ministry',
      'local-government',
      'public-bank',
      'public-company',
      'institute',
      'network',
    ]).describe('What kind of organisation it is.'),
    status: choice('lab-statuses', ['member', 'named', 'closed']).describe(
      'Whether it has joined the registry, is only named by sources, or no longer exists.',
    ),
    custodian: reference('lab').describe('Lab that answers for its records now; every closed lab has one.').optional(),
    text: text(400).describe('What it does, in a sentence or two.').optional(),
    url: url().describe('Address of its own website.').optional(),
    sources: citations.describe('Where the sources speak of it.').optional(),
  })
  .describe('An organisation that contributes, or that sources name.');

export type Lab = z.infer<typeof labSchema>;

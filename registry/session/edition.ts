import * as z from 'zod';
import { day } from '../schema/fields.ts';
import { partnerName } from './partner.ts';

/**
 * How packs are arranged now. A pack that was frozen in an earlier arrangement keeps it, so that its digest stays what it was: 1 names
 * the verdicts of a case in a row and its costs without their sources; 2 gives each verdict a line with its outcome, and each cost its
 * sources.
 */
export const PACK_FORM = 2;

const digest = () => z.string().regex(/^[0-9a-f]{64}$/);

/** content/sessions/<id>/editions/<n>.yml: what a session's pack was made from when it was frozen. Written by `session freeze` only. */
export const editionSchema = z.strictObject({
  commit: z
    .string()
    .regex(/^[0-9a-f]{40}$/)
    .describe('Commit whose records it says word for word.'),
  date: day().describe('Day of that commit.'),
  form: z.int().min(1).max(PACK_FORM).describe('How its pack is arranged; 1 where nothing is said.').optional(),
  statements: z.int().min(1).max(2000).describe('How many lessons and results it quotes.'),
  copies: z
    .array(
      z.strictObject({
        case: partnerName().describe('Case of a partner.'),
        registry: z.string().max(200).describe('Address of its registry.'),
        sha256: digest().describe('SHA-256 of the record as its registry gave it.'),
        licence: z.string().max(60).describe('Its licence, by its SPDX id.'),
        copied: day().describe('Day of the copy.'),
      }),
    )
    .max(10)
    .describe('The copies of partners’ cases that it shows; not a word of them is kept here.')
    .optional(),
  packs: z.record(z.string().regex(/^[a-z]{2,3}$/), digest()).describe('SHA-256 of the pack of each language.'),
});

export interface FrozenEdition extends z.infer<typeof editionSchema> {
  session: string;
  number: number;
  file: string;
}

/** A partner's case in an edition, and which copy of it. */
export type FrozenCopy = NonNullable<FrozenEdition['copies']>[number];

/** Where editions are below a session's folder. */
export const EDITION_FILE = /editions\/[1-9]\d{0,2}\.yml/;

export const editionPath = (session: string, number: number): string => `sessions/${session}/editions/${number}.yml`;

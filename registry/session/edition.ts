import * as z from 'zod';
import { day } from '../schema/fields.ts';

const digest = () => z.string().regex(/^[0-9a-f]{64}$/);

/** content/sessions/<id>/editions/<n>.yml: what a session's pack was made from when it was frozen. Written by `session freeze` only. */
export const editionSchema = z.strictObject({
  commit: z
    .string()
    .regex(/^[0-9a-f]{40}$/)
    .describe('Commit whose records it says word for word.'),
  date: day().describe('Day of that commit.'),
  statements: z.int().min(1).max(2000).describe('How many lessons and results it quotes.'),
  packs: z.record(z.string().regex(/^[a-z]{2,3}$/), digest()).describe('SHA-256 of the pack of each language.'),
});

export interface FrozenEdition extends z.infer<typeof editionSchema> {
  session: string;
  number: number;
  file: string;
}

/** Where editions are below a session's folder. */
export const EDITION_FILE = /editions\/[1-9]\d{0,2}\.yml/;

export const editionPath = (session: string, number: number): string => `sessions/${session}/editions/${number}.yml`;

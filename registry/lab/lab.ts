import * as z from 'zod';
import { choice, citations, url } from '../schema/fields.ts';

/** An organisation that contributes, or that sources name; `named` says that it has not joined the registry. */
export const labSchema = z.strictObject({
  name: z.string().trim().min(1).max(120),
  acronym: z.string().max(20).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{3}$/)
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
  ]),
  status: choice('lab-statuses', ['member', 'named']),
  url: url().optional(),
  sources: citations.optional(),
});

export type Lab = z.infer<typeof labSchema> & { id: string };

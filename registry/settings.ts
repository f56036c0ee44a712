import * as z from 'zod';
import { slug, url } from './schema/fields.ts';

/** content/registry.yml: what this registry is called and where its repository is. */
export const registrySchema = z.strictObject({
  name: z.string().min(1).max(80),
  /** Web address of the repository; pages link each case's history there. */
  repository: url().optional(),
  /** Order in which languages are offered; the first is the one for readers whose language we do not have. */
  locales: z.array(z.string().regex(/^[a-z]{2,3}$/)).min(1),
});

/** content/redirects.yml: a case id that was used once, and the id that answers for it now. */
export const redirectsSchema = z.record(slug(), slug());

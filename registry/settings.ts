import * as z from 'zod';
import { slug, url } from './schema/fields.ts';

/** content/registry.yml: the registry's name and repository. */
export const registrySchema = z.strictObject({
  name: z.string().min(1).max(80),
  /** Web address of the repository; pages link each case's history there. */
  repository: url().optional(),
  /** The order of languages; the first is used for readers whose language the registry lacks. */
  locales: z.array(z.string().regex(/^[a-z]{2,3}$/)).min(1),
});

/** content/redirects.yml: old case ids and their current ids. */
export const redirectsSchema = z.record(slug(), slug());

import type { Meilisearch } from 'meilisearch';
import * as z from 'zod';
import { DEFAULT_PREFIX, PREFIX } from '#registry/search/meilisearch/index-names.ts';
import { connectToMeilisearch } from '#registry/search/meilisearch/server/client.ts';
import { Failure, type Io } from './command.ts';

const addressSchema = z.url({ protocol: /^https?$/ });

export interface MeilisearchServerOptions {
  url?: string | undefined;
  prefix?: string | undefined;
}

export const serverUsage = `  --url URL        address of Meilisearch (default: MEILI_URL)
  --prefix NAME    name of this registry on the server (default: MEILI_PREFIX, or ${DEFAULT_PREFIX})`;

/**
 * The server and the registry's prefix from options and environment. Throws Failure without a server, or when it does not
 * answer.
 */
export async function openMeilisearchServer(
  options: MeilisearchServerOptions,
  io: Io,
): Promise<{ client: Meilisearch; url: string; prefix: string; version: string }> {
  const url = addressSchema.safeParse(options.url ?? io.env['MEILI_URL']);
  if (!url.success) throw new Failure('Say where Meilisearch is: --url http://localhost:7700, or MEILI_URL.');
  const prefix = options.prefix ?? (io.env['MEILI_PREFIX'] || DEFAULT_PREFIX);
  if (!PREFIX.test(prefix)) throw new Failure(`"${prefix}" cannot be a prefix: use lower-case letters, digits and hyphens.`);
  const client = connectToMeilisearch({ url: url.data, key: io.env['MEILI_ADMIN_KEY'] });
  const { pkgVersion } = await client.getVersion().catch((error: Error) => {
    throw new Failure(`Meilisearch at ${url.data} does not answer: ${reasonOf(error)}`);
  });
  return { client, url: url.data, prefix, version: pkgVersion };
}

function reasonOf(error: Error): string {
  const { code } = (error.cause ?? {}) as { code?: string };
  if (code === 'missing_authorization_header') return 'it wants a key. Set MEILI_ADMIN_KEY.';
  if (code === 'invalid_api_key') return 'it does not take the key in MEILI_ADMIN_KEY, or the key may not do this.';
  return error.message;
}

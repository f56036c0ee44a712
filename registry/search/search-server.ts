import * as z from 'zod';
import type { MeilisearchOptions } from './meilisearch/engine.ts';
import { DEFAULT_PREFIX, PREFIX } from './meilisearch/index-names.ts';
import type { Embedding } from './meilisearch/server/indexer.ts';

/** The embedded engine keeps the name of the library that it was built on, because deployments have it in their settings. */
const EMBEDDED = 'minisearch';

const variablesSchema = z.object({
  SEARCH_ENGINE: z.enum([EMBEDDED, 'meilisearch']).default(EMBEDDED),
  MEILI_URL: z.url({ protocol: /^https?$/ }).optional(),
  MEILI_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  MEILI_SEARCH_KEY: z.string().min(1).optional(),
  MEILI_ADMIN_KEY: z.string().min(1).optional(),
  MEILI_SEMANTIC_RATIO: z.coerce.number().min(0).max(1).default(0),
  MEILI_PEERS: z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue('is not an object in JSON, as {"uruguay":"https://registro.example"}');
        return z.NEVER;
      }
    })
    .pipe(z.record(z.string().min(1), z.url({ protocol: /^https?$/ })))
    .optional(),
  MEILI_PREFIX: z.string().regex(PREFIX).default(DEFAULT_PREFIX),
});

/** Public Meilisearch settings; embedded in every search page. */
export interface SearchServer extends Omit<MeilisearchOptions, 'locales' | 'problems'> {
  /** The address for programs of the deployment, without a trailing slash. */
  url: string;
  /** The address for readers' browsers. */
  publicUrl: string;
  /** A key that can only search. */
  key: string;
}

/** The settings in a page: without the internal address. */
export const publicEngine = ({ url: _, publicUrl, ...open }: SearchServer) => ({ ...open, url: publicUrl });

/** The name of the deployment's embedder in the index settings. */
const EMBEDDER = 'default';

/**
 * Reads the Meilisearch settings for readers' browsers from the environment; undefined for the embedded engine. Throws an Error
 * that names every missing or invalid variable, and one when the key to publish is the admin key.
 */
export function readSearchServer(env: Readonly<Record<string, string | undefined>>): SearchServer | undefined {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = variablesSchema.safeParse(given);
  if (!read.success) throw new Error(read.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}`).join('\n'));
  const {
    SEARCH_ENGINE,
    MEILI_URL,
    MEILI_PUBLIC_URL,
    MEILI_SEARCH_KEY,
    MEILI_ADMIN_KEY,
    MEILI_PEERS,
    MEILI_PREFIX,
    MEILI_SEMANTIC_RATIO: ratio,
  } = read.data;
  if (SEARCH_ENGINE === EMBEDDED) return undefined;
  const wrong = [
    ...(MEILI_URL === undefined ? ['MEILI_URL: says where Meilisearch is, and SEARCH_ENGINE=meilisearch needs it'] : []),
    ...(MEILI_SEARCH_KEY === undefined ? ['MEILI_SEARCH_KEY: is missing; `npm run registry -- index keys` makes one'] : []),
    ...(MEILI_SEARCH_KEY !== undefined && MEILI_SEARCH_KEY === MEILI_ADMIN_KEY
      ? ['MEILI_SEARCH_KEY: is the admin key, which every reader would see; `npm run registry -- index keys` makes one for sites']
      : []),
  ];
  if (wrong.length > 0 || MEILI_URL === undefined || MEILI_SEARCH_KEY === undefined) throw new Error(wrong.join('\n'));
  const peers = Object.entries(MEILI_PEERS ?? {}).map(([name, site]) => [name, withoutSlash(site)] as const);
  return {
    url: withoutSlash(MEILI_URL),
    publicUrl: withoutSlash(MEILI_PUBLIC_URL ?? MEILI_URL),
    key: MEILI_SEARCH_KEY,
    prefix: MEILI_PREFIX,
    ...(ratio > 0 ? { hybrid: { embedder: EMBEDDER, ratio } } : {}),
    ...(peers.length > 0 ? { peers: Object.fromEntries(peers) } : {}),
  };
}

const withoutSlash = (address: string) => address.replace(/(?<!\/)\/+$/, '');

/** Reads the embedder from MEILI_EMBEDDER: its Meilisearch settings in JSON. Throws an Error when they are invalid. */
export function readEmbedding(env: Readonly<Record<string, string | undefined>>): Embedding | undefined {
  const written = env['MEILI_EMBEDDER'];
  if (!written) return undefined;
  try {
    const settings = z.looseObject({ source: z.string() }).parse(JSON.parse(written));
    return { embedders: { [EMBEDDER]: settings as never } };
  } catch {
    throw new Error('MEILI_EMBEDDER: is not the settings of an embedder in JSON, as {"source":"ollama","model":"…"}');
  }
}

import * as z from 'zod';
import { givenVariables, type Variables, webAddress, wrongLines, WrongVariables } from '../variables.ts';
import type { MeilisearchOptions } from './meilisearch/engine.ts';
import { DEFAULT_PREFIX, PREFIX } from './meilisearch/index-names.ts';
import type { Embedding } from './meilisearch/server/indexer.ts';

/** The embedded engine keeps the name of the library that it was built on, because deployments have it in their settings. */
const EMBEDDED = 'minisearch';

const RATIO = 'write a number from 0 to 1';

const variablesSchema = z.object({
  SEARCH_ENGINE: z.enum([EMBEDDED, 'meilisearch']).default(EMBEDDED),
  MEILI_URL: webAddress().optional(),
  MEILI_PUBLIC_URL: webAddress().optional(),
  MEILI_SEARCH_KEY: z.string().min(1).optional(),
  MEILI_ADMIN_KEY: z.string().min(1).optional(),
  MEILI_SEMANTIC_RATIO: z.coerce.number(RATIO).min(0, RATIO).max(1, RATIO).default(0),
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
    .pipe(z.record(z.string().min(1), webAddress()))
    .optional(),
  MEILI_PREFIX: z.string().regex(PREFIX, 'write small letters, digits and hyphens').default(DEFAULT_PREFIX),
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
 * Reads the Meilisearch settings for readers' browsers from the environment; undefined for the embedded engine. Throws
 * WrongVariables with every missing or invalid one, also when the key to publish is the admin key.
 */
export function readSearchServer(env: Variables): SearchServer | undefined {
  const read = variablesSchema.safeParse(givenVariables(env));
  if (!read.success) throw new WrongVariables(wrongLines(read.error, env, (name) => name === 'MEILI_ADMIN_KEY'));
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
  if (wrong.length > 0 || MEILI_URL === undefined || MEILI_SEARCH_KEY === undefined) throw new WrongVariables(wrong);
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
export function readEmbedding(env: Variables): Embedding | undefined {
  const written = env['MEILI_EMBEDDER'];
  if (!written) return undefined;
  try {
    const settings = z.looseObject({ source: z.string() }).parse(JSON.parse(written));
    return { embedders: { [EMBEDDER]: settings as never } };
  } catch {
    throw new Error('MEILI_EMBEDDER: is not the settings of an embedder in JSON, as {"source":"ollama","model":"…"}');
  }
}

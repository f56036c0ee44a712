import type { SearchEngine } from '#registry/search/engine.ts';
import { withFallback } from '#registry/search/fallback.ts';
import { createMiniSearch, type MiniSearchEngine } from '#registry/search/minisearch.ts';
import { type LatePack, type SearchPack, unpack } from '#registry/search/pack.ts';
import type { SearchPage } from '#registry/search/page.ts';
import type { SearchQuery } from '#registry/search/query.ts';
import type { RemoteEngine } from './multi-search.ts';

/** The engines of a page: the site's own index, and a server if the deployment has one. */
export interface Engines {
  index: string;
  late: string;
  locale: string;
  remote?: RemoteEngine;
}

/** A request to the worker; the answer has the same number. */
export type Request = { id: number } & ({ open: Engines } | { late: true } | { query: SearchQuery });
export type Reply = { id: number; page?: SearchPage; error?: string };

/** After this time without an answer, loading the site's index and searching here is faster. */
const TIMEOUT = 2500;
const PAUSE = 60_000;

/** Indexing and searching run in this worker, so that typing stays smooth however large the registry grows. */
let engines: Engines | undefined;
let embedded: Promise<MiniSearchEngine> | undefined;
let engine: Promise<SearchEngine> | undefined;

async function getJson<Type>(url: string): Promise<Type> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return (await response.json()) as Type;
}

/** The index is loaded once; after a failure the next call tries again. */
function openEmbedded({ index }: Engines): Promise<MiniSearchEngine> {
  embedded ??= getJson<SearchPack>(index).then((pack) => createMiniSearch(unpack(pack)));
  return embedded.catch((error: unknown) => {
    embedded = undefined;
    throw error;
  });
}

/** With a server, the site's index is loaded only when needed, and then completely, because nothing asks again for late texts. */
async function openEngine(known: Engines): Promise<SearchEngine> {
  const { remote } = known;
  if (!remote) return await openEmbedded(known);
  const [{ createMeilisearch }, { multiSearchFrom }] = await Promise.all([
    import('#registry/search/meilisearch/engine.ts'),
    import('./multi-search.ts'),
  ]);
  const embedded = async () => {
    await addLate(known);
    return await openEmbedded(known);
  };
  return withFallback(createMeilisearch(multiSearchFrom(remote), remote), embedded, { timeout: TIMEOUT, pause: PAUSE });
}

async function addLate(known: Engines): Promise<void> {
  (await openEmbedded(known)).addLate(known.locale, await getJson<LatePack>(known.late));
}

async function answer(request: Request): Promise<SearchPage | undefined> {
  if ('query' in request) return await (await engine!).search(request.query);
  if ('open' in request) engines = request.open;
  engine ??= openEngine(engines!).catch((error: unknown) => {
    engine = undefined;
    throw error;
  });
  await engine;
  if ('late' in request) await addLate(engines!);
  return undefined;
}

addEventListener('message', ({ data }: MessageEvent<Request>) => {
  answer(data).then(
    (page) => postMessage({ id: data.id, ...(page ? { page } : {}) } satisfies Reply),
    (error: unknown) => postMessage({ id: data.id, error: String(error) } satisfies Reply),
  );
});

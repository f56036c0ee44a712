import '../older-browsers.ts';
import { withFallback } from '#registry/search/fallback.ts';
import { type FirstPage, openIndex, openPack, type StepwiseEngine } from '#registry/search/embedded.ts';
import { openPieces } from '#registry/search/index-in-pieces.ts';
import type { IndexContents } from '#registry/search/index-pieces.ts';
import type { SearchPack } from '#registry/search/pack.ts';
import type { SearchPage } from '#registry/search/page.ts';
import type { Problem } from '#registry/search/problem.ts';
import type { SearchQuery } from '#registry/search/query.ts';
import type { RemoteEngine } from './multi-search.ts';

/** The engines of a page: the site's own index, and a server if the deployment has one. */
export interface Engines {
  index: string;
  problems: string;
  remote?: RemoteEngine;
}

/** What the page asks of the worker, and what it gets back under the same number. */
export type Request = { id: number } & ({ open: Engines } | { query: SearchQuery });
/** A question may get its first results before the whole page. */
export type Reply = { id: number; first?: FirstPage; page?: SearchPage; error?: string };

/** After this time without an answer, loading the site's index and searching here is faster. */
const TIMEOUT = 2500;
const PAUSE = 60_000;

/** Indexing and searching run in this worker, so that typing stays smooth however large the registry grows. */
let engines: Engines | undefined;
let embedded: Promise<StepwiseEngine> | undefined;
let engine: Promise<StepwiseEngine> | undefined;

async function getJson<Type>(url: string, options: RequestInit = {}): Promise<Type> {
  const response = await fetch(url, options);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return (await response.json()) as Type;
}

/** The index of the site: all of it, or what is in its pieces. */
async function readIndex(index: string, options?: RequestInit): Promise<StepwiseEngine> {
  const published = await getJson<SearchPack | IndexContents>(index, options);
  if ('documents' in published) return openPack(published);
  const folder = new URL(`${published.folder}/`, new URL(index, location.href));
  const pieces = openPieces(published, (name) => getJson(new URL(name, folder).href));
  // Every question needs them: they are there before the first one.
  pieces.problems().catch(() => undefined);
  return openIndex(pieces);
}

/** The index is loaded once; a failure is forgotten, so that the next try starts anew. */
function openEmbedded({ index }: Engines): Promise<StepwiseEngine> {
  embedded ??= readIndex(index).then((first): StepwiseEngine => {
    let current = first;
    return {
      async search(query, onFirst) {
        try {
          return await current.search(query, onFirst);
        } catch {
          // A new edition has its pieces in another folder, and those of the old one are gone.
          current = await readIndex(index, { cache: 'no-cache' });
          return await current.search(query, onFirst);
        }
      },
    };
  });
  return embedded.catch((error: unknown) => {
    embedded = undefined;
    throw error;
  });
}

/** Without the problems a question gets a plainer answer; it is no reason to give none. */
function loadProblems({ problems }: Engines): () => Promise<readonly Problem[]> {
  const loaded = getJson<Problem[]>(problems).catch(() => []);
  return async () => await loaded;
}

/** With a server the index of the site is not loaded before it is needed. */
async function openEngine(known: Engines): Promise<StepwiseEngine> {
  const { remote } = known;
  if (!remote) return await openEmbedded(known);
  const [{ createMeilisearch }, { multiSearchFrom }] = await Promise.all([
    import('#registry/search/meilisearch/engine.ts'),
    import('./multi-search.ts'),
  ]);
  const problems = loadProblems(known);
  return withFallback(
    createMeilisearch(multiSearchFrom(remote), { ...remote, problems }),
    async () => await openEmbedded(known),
    {
      timeout: TIMEOUT,
      pause: PAUSE,
    },
  );
}

async function answer(request: Request): Promise<SearchPage | undefined> {
  if ('query' in request)
    return await (await engine!).search(request.query, (first) => postMessage({ id: request.id, first } satisfies Reply));
  if ('open' in request) engines = request.open;
  engine ??= openEngine(engines!).catch((error: unknown) => {
    engine = undefined;
    throw error;
  });
  await engine;
  return undefined;
}

addEventListener('message', ({ data }: MessageEvent<Request>) => {
  answer(data).then(
    (page) => postMessage({ id: data.id, ...(page ? { page } : {}) } satisfies Reply),
    (error: unknown) => postMessage({ id: data.id, error: String(error) } satisfies Reply),
  );
});

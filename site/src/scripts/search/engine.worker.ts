import { createMiniSearch, type MiniSearchEngine } from '#registry/search/minisearch.ts';
import { type LatePack, type SearchPack, unpack } from '#registry/search/pack.ts';
import type { SearchPage } from '#registry/search/page.ts';
import type { SearchQuery } from '#registry/search/query.ts';

/** What the page asks of the worker, and what it gets back under the same number. */
export type Request = { id: number } & ({ load: string } | { loadLate: string; locale: string } | { query: SearchQuery });
export type Reply = { id: number; page?: SearchPage; error?: string };

/** Indexing and searching happen here, beside the page: typing stays smooth however large the registry grows. */
let engine: MiniSearchEngine | undefined;

async function getJson<Type>(url: string): Promise<Type> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return (await response.json()) as Type;
}

async function answer(request: Request): Promise<SearchPage | undefined> {
  if ('load' in request) engine ??= createMiniSearch(unpack(await getJson<SearchPack>(request.load)));
  else if ('loadLate' in request) engine!.addLate(request.locale, await getJson<LatePack>(request.loadLate));
  else return engine!.search(request.query);
  return undefined;
}

addEventListener('message', ({ data }: MessageEvent<Request>) => {
  answer(data).then(
    (page) => postMessage({ id: data.id, ...(page ? { page } : {}) } satisfies Reply),
    (error: unknown) => postMessage({ id: data.id, error: String(error) } satisfies Reply),
  );
});

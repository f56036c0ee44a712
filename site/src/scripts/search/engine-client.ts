import type { SearchPage } from '#registry/search/page.ts';
import type { SearchQuery } from '#registry/search/query.ts';
import type { Engines, Reply, Request } from './engine.worker.ts';
import { settings } from './settings.ts';

type Ask = Request extends infer Each ? (Each extends Request ? Omit<Each, 'id'> : never) : never;

const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' });
const waiting = new Map<number, { resolve: (page: SearchPage | undefined) => void; reject: (error: Error) => void }>();
let count = 0;

worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
  const asked = waiting.get(data.id);
  waiting.delete(data.id);
  if (data.error === undefined) asked?.resolve(data.page);
  else asked?.reject(new Error(data.error));
});
worker.addEventListener('error', (event) => {
  for (const { reject } of waiting.values()) reject(new Error(event.message));
  waiting.clear();
});

function ask(request: Ask): Promise<SearchPage | undefined> {
  const id = ++count;
  worker.postMessage({ ...request, id });
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
}

const { index, late, locale, remote } = settings;
const engines: Engines = { index, late, locale: locale.id, ...(remote ? { remote } : {}) };

let opening: Promise<unknown> | undefined;

/** Prepares the engine once; after a failure the next call tries again. */
export async function openEngine(): Promise<void> {
  opening ??= ask({ open: engines });
  try {
    await opening;
  } catch (error) {
    opening = undefined;
    throw error;
  }
}

/** Loads the late texts after the index, so that later answers include them. A server has them already. */
export const loadLate = async (): Promise<boolean> => {
  if (remote) return false;
  await ask({ late: true });
  return true;
};

/** The results page of a query; rejects when no engine can answer. */
export async function search(query: SearchQuery): Promise<SearchPage> {
  await openEngine();
  return (await ask({ query }))!;
}

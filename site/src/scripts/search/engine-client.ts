import type { FirstPage } from '#registry/search/embedded.ts';
import type { SearchPage } from '#registry/search/page.ts';
import type { SearchQuery } from '#registry/search/query.ts';
import type { Engines, Reply, Request } from './engine.worker.ts';
import { settings } from './settings.ts';

type Ask = Request extends infer Each ? (Each extends Request ? Omit<Each, 'id'> : never) : never;

interface Waiting {
  onFirst?: ((page: FirstPage) => void) | undefined;
  resolve: (page: SearchPage | undefined) => void;
  reject: (error: Error) => void;
}
const waiting = new Map<number, Waiting>();
let count = 0;
let worker: Worker | undefined = start();
let opening: Promise<unknown> | undefined;
let opened = false;

function start(): Worker {
  const made = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' });
  made.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
    const asked = waiting.get(data.id);
    if (data.first) return asked?.onFirst?.(data.first);
    waiting.delete(data.id);
    if (data.error === undefined) asked?.resolve(data.page);
    else asked?.reject(new Error(data.error));
  });
  made.addEventListener('error', (event) => {
    // A worker whose script did not come never answers: the next question gets another one.
    made.terminate();
    [worker, opening, opened] = [undefined, undefined, false];
    for (const { reject } of waiting.values()) reject(new Error(event.message));
    waiting.clear();
  });
  return made;
}

function ask(request: Ask, onFirst?: (page: FirstPage) => void): Promise<SearchPage | undefined> {
  const id = ++count;
  worker ??= start();
  worker.postMessage({ ...request, id });
  return new Promise((resolve, reject) => waiting.set(id, { onFirst, resolve, reject }));
}

const { index, problemIndex, remote } = settings;
const engines: Engines = { index, problems: problemIndex, ...(remote ? { remote } : {}) };

/** Whether an answer will come at once. */
export const isOpen = (): boolean => opened;

/** Prepares the engine once; after a failure the next call tries again. */
export async function openEngine(): Promise<void> {
  opening ??= ask({ open: engines });
  try {
    await opening;
    opened = true;
  } catch (error) {
    opening = undefined;
    throw error;
  }
}

/** The page of results for a query, and its first results as soon as they are there; rejects when no engine can answer. */
export async function search(query: SearchQuery, onFirst: (page: FirstPage) => void): Promise<SearchPage> {
  if (!opened) await openEngine();
  return (await ask({ query }, onFirst))!;
}

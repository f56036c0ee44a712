import type { SearchEngine } from './engine.ts';
import type { SearchPage } from './page.ts';

export interface FallbackOptions {
  /** Milliseconds to wait for the first engine. */
  timeout: number;
  /** Milliseconds to skip an engine that failed, so that not every reader waits for it. */
  pause: number;
  /** Called with the error of the first engine. */
  onFailure?: (error: unknown) => void;
  /** Marks a page of the fallback engine; by default as `degraded`. */
  mark?: (page: SearchPage) => SearchPage;
  now?: () => number;
}

/** Adds a fallback to an engine, for when it is down or slow; pages of the fallback are marked. */
export function withFallback(
  first: SearchEngine,
  second: () => SearchEngine | Promise<SearchEngine>,
  {
    timeout,
    pause,
    onFailure = () => undefined,
    mark = (page) => ({ ...page, degraded: true }),
    now = Date.now,
  }: FallbackOptions,
): SearchEngine {
  let askAgainAt = -Infinity;
  return {
    async search(query) {
      if (now() >= askAgainAt) {
        try {
          return await within(timeout, first.search(query));
        } catch (error) {
          askAgainAt = now() + pause;
          onFailure(error);
        }
      }
      return mark(await (await second()).search(query));
    },
  };
}

async function within<Value>(milliseconds: number, promise: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

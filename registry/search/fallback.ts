import type { SearchEngine } from './engine.ts';
import type { SearchPage } from './page.ts';

export interface FallbackOptions {
  /** Milliseconds after which an answer is not waited for. */
  timeout: number;
  /** Milliseconds for which an engine that failed is not asked again: readers should not wait for it each time. */
  pause: number;
  /** Told why the first engine did not answer. */
  onFailure?: (error: unknown) => void;
  /** Says on a page of the other engine what is different about it; by default that it stands in. */
  mark?: (page: SearchPage) => SearchPage;
  now?: () => number;
}

/** An engine that another one stands in for when it is down or slow; pages that the other one gave say so. */
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

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Registry } from '#registry/registry.ts';
import { makeDocuments } from '#registry/search/corpus.ts';
import type { SearchEngine } from '#registry/search/engine.ts';
import { createMiniSearch } from '#registry/search/minisearch.ts';

/** Long enough to get work done, and shorter than readers notice. */
const TURN_MS = 20;

/** Indexes the published records. Requests that arrive meanwhile are answered in between. */
export async function indexInTurns(registry: Registry, turnMs = TURN_MS): Promise<SearchEngine> {
  const search = createMiniSearch();
  let started = performance.now();
  for (const document of makeDocuments(registry)) {
    search.add(document);
    if (performance.now() - started < turnMs) continue;
    await nextTurn();
    started = performance.now();
  }
  return search;
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Registry } from '#registry/registry.ts';
import { makeProblems } from '#registry/search/corpus.ts';
import type { SearchDocument } from '#registry/search/document.ts';
import { makeMiniSearch } from '#registry/search/minisearch.ts';
import type { Edition } from './publication.ts';

/** Long enough to get work done, and shorter than readers notice. */
const TURN_MS = 20;

/** Indexes documents of an edition. Requests that arrive meanwhile are answered in between. */
export async function indexInTurns(
  registry: Registry,
  all: Iterable<SearchDocument>,
  turnMs = TURN_MS,
): Promise<Pick<Edition, 'search' | 'problems'>> {
  const index = makeMiniSearch();
  const documents: SearchDocument[] = [];
  let started = performance.now();
  for (const document of all) {
    documents.push(document);
    index.add(document);
    if (performance.now() - started < turnMs) continue;
    await nextTurn();
    started = performance.now();
  }
  const problems = makeProblems(registry, documents);
  return { search: index.open(problems), problems };
}

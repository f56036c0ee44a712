import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Registry } from '#registry/registry.ts';
import { makeProblems } from '#registry/search/corpus.ts';
import type { SearchDocument } from '#registry/search/document.ts';
import { makeEmbedded } from '#registry/search/embedded.ts';
import type { KeepDocument } from '#registry/search/whole-index.ts';
import type { Edition } from './publication.ts';

/** Long enough to get work done. A file from the disk takes a reader several turns of ours, and together they must not be noticed. */
const TURN_MS = 5;

/** Indexes documents of an edition. Requests that arrive meanwhile are answered in between. Rejects when the signal aborts. */
export async function indexInTurns(
  registry: Registry,
  all: Iterable<SearchDocument>,
  { turnMs = TURN_MS, signal, keep }: { turnMs?: number; signal?: AbortSignal; keep?: KeepDocument } = {},
): Promise<Pick<Edition, 'search' | 'problems'>> {
  return await inTurns(indexAll(registry, all, keep), turnMs, signal);
}

function* indexAll(
  registry: Registry,
  all: Iterable<SearchDocument>,
  keep?: KeepDocument,
): Generator<undefined, Pick<Edition, 'search' | 'problems'>> {
  const index = makeEmbedded(keep);
  const documents: Pick<SearchDocument, 'id' | 'facets'>[] = [];
  for (const document of all) {
    documents.push({ id: document.id, facets: document.facets });
    index.add(document);
    yield;
  }
  const problems = makeProblems(registry, documents);
  return { search: yield* index.finish(problems), problems };
}

/** Does some work step by step, and lets others do theirs in between. */
async function inTurns<Result>(work: Generator<undefined, Result>, turnMs: number, signal?: AbortSignal): Promise<Result> {
  // Whoever asked gets a turn before the work begins.
  await nextTurn();
  let started = performance.now();
  for (;;) {
    signal?.throwIfAborted();
    const { done, value } = work.next();
    if (done) return value;
    if (performance.now() - started < turnMs) continue;
    await nextTurn();
    started = performance.now();
  }
}

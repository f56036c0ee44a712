import type { Registry } from '#registry/registry.ts';
import { makeProblems } from '#registry/search/corpus.ts';
import type { SearchDocument } from '#registry/search/document.ts';
import { makeEmbedded } from '#registry/search/embedded.ts';
import type { KeepDocument } from '#registry/search/whole-index.ts';
import { inTurns, type InTurnsOptions } from '../in-turns.ts';
import type { Edition } from './publication.ts';

/** Indexes documents of an edition. Requests that arrive meanwhile are answered in between. Rejects when the signal aborts. */
export async function indexInTurns(
  registry: Registry,
  all: Iterable<SearchDocument>,
  { keep, ...options }: InTurnsOptions & { keep?: KeepDocument } = {},
): Promise<Pick<Edition, 'search' | 'problems'>> {
  return await inTurns(indexAll(registry, all, keep), options);
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

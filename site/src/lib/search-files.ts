import { documentsOfAll, IN_BROWSERS } from '#registry/federation/foreign-document.ts';
import { makeProblems } from '#registry/search/corpus.ts';
import type { IndexFile } from '#registry/search/index-pieces.ts';
import { indexFiles } from '#registry/search/published-index.ts';
import { loadForeign } from './foreign.ts';
import { loadRegistry } from './load-registry.ts';

/** The file that a site with a search server loads instead. */
const PROBLEMS = 'problems.json';

/**
 * What the search page loads, below its folder: everything that is searched and shown, at once or in pieces that a question needs. It is
 * made for one language after the other, and not kept.
 */
export async function* searchFiles(): AsyncGenerator<IndexFile> {
  const { registry } = await loadRegistry();
  const foreign = await loadForeign();
  for (const [at, locale] of [...registry.locales.keys()].entries()) {
    const documents = [...documentsOfAll(registry, foreign, [locale], IN_BROWSERS)];
    const problems = makeProblems(registry, documents);
    yield* indexFiles(documents, locale, problems);
    if (at === 0) yield { path: PROBLEMS, content: () => problems };
  }
}

import { documentsOfAll, IN_BROWSERS } from '#registry/federation/foreign-document.ts';
import { makeProblems } from '#registry/search/corpus.ts';
import type { IndexFile } from '#registry/search/index-pieces.ts';
import { indexFiles } from '#registry/search/published-index.ts';
import { loadForeign } from './foreign.ts';
import { loadRegistry } from './load-registry.ts';

/** The file that a site with a search server loads instead. */
const PROBLEMS = 'problems.json';

/** What the search page loads, below its folder: everything that is searched and shown, at once or in pieces that a question needs. */
export async function searchFiles(): Promise<IndexFile[]> {
  const { registry } = await loadRegistry();
  const foreign = await loadForeign();
  return [...registry.locales.keys()].flatMap((locale, at): IndexFile[] => {
    const documents = [...documentsOfAll(registry, foreign, [locale], IN_BROWSERS)];
    const problems = makeProblems(registry, documents);
    const own = indexFiles(documents, locale, problems);
    return at === 0 ? [...own, { path: PROBLEMS, content: () => problems }] : own;
  });
}

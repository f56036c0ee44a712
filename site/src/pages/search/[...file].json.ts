import { documentsOfAll, IN_BROWSERS } from '#registry/federation/foreign-document.ts';
import { makeProblems } from '#registry/search/corpus.ts';
import type { IndexFile } from '#registry/search/index-pieces.ts';
import { indexFiles } from '#registry/search/published-index.ts';
import type { APIRoute } from 'astro';
import { loadForeign } from '../../lib/foreign.ts';
import { loadRegistry } from '../../lib/load-registry.ts';

/** The file that a site with a search server loads instead. */
const PROBLEMS = 'problems.json';

/** What the search page loads: everything that is searched and shown, at once or in pieces that a question needs. */
export async function getStaticPaths() {
  const { registry } = await loadRegistry();
  const foreign = await loadForeign();
  const locales = [...registry.locales.keys()];
  const files = locales.flatMap((locale, at): IndexFile[] => {
    const documents = [...documentsOfAll(registry, foreign, [locale], IN_BROWSERS)];
    const problems = makeProblems(registry, documents);
    const own = indexFiles(documents, locale, problems);
    return at === 0 ? [...own, { path: PROBLEMS, content: () => problems }] : own;
  });
  return files.map(({ path, content }) => ({ params: { file: path.replace(/\.json$/, '') }, props: { content } }));
}

export const GET: APIRoute<Pick<IndexFile, 'content'>> = ({ props }) => Response.json(props.content());

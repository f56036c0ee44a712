import { makeDocuments, makeProblems } from '#registry/search/corpus.ts';
import { pack } from '#registry/search/pack.ts';
import type { APIRoute } from 'astro';
import { loadRegistry } from '../../lib/load-registry.ts';

/** The file that a site with a search server loads instead. */
const PROBLEMS = 'problems';

export async function getStaticPaths() {
  const { registry } = await loadRegistry();
  return [...registry.locales.keys(), PROBLEMS].map((file) => ({ params: { file } }));
}

/** What the search page loads: everything that is searched and shown, so that the first answer is the answer. */
export const GET: APIRoute = async ({ params }) => {
  const { registry } = await loadRegistry();
  const file = params['file']!;
  const locale = file === PROBLEMS ? [...registry.locales.keys()][0]! : file;
  const documents = [...makeDocuments(registry, [locale])];
  const problems = makeProblems(registry, documents);
  return Response.json(file === PROBLEMS ? problems : pack(documents, locale, problems));
};

import { foreignDocumentsInBrowsers } from '#registry/federation/foreign-document.ts';
import { makeDocument, makeWholeDocument, searchedRecords } from '#registry/search/corpus.ts';
import { pack, packLate } from '#registry/search/pack.ts';
import type { APIRoute } from 'astro';
import { loadForeign } from '../../lib/foreign.ts';
import { loadRegistry } from '../../lib/load-registry.ts';

export async function getStaticPaths() {
  const { registry } = await loadRegistry();
  return [...registry.locales.keys()].flatMap((locale) => [{ params: { file: locale } }, { params: { file: `${locale}-late` } }]);
}

/** What the search page loads: first the cards and what is searched first, later the long texts. */
export const GET: APIRoute = async ({ params }) => {
  const { registry } = await loadRegistry();
  const [locale, isLate] = params['file']!.split('-') as [string, string?];
  const make = isLate ? makeWholeDocument : makeDocument;
  const documents = [
    ...searchedRecords(registry).map((record) => make(registry, record, locale)),
    ...foreignDocumentsInBrowsers(await loadForeign(), registry, locale, { whole: isLate !== undefined }),
  ];
  return Response.json(isLate ? packLate(documents, locale) : pack(documents, locale));
};

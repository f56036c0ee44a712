import { makeDocument, makeWholeDocument, searchedRecords } from '#registry/search/corpus.ts';
import { pack, packLate } from '#registry/search/pack.ts';
import type { APIRoute } from 'astro';
import { loadRegistry } from '../../lib/load-registry.ts';

export async function getStaticPaths() {
  const { registry } = await loadRegistry();
  return [...registry.locales.keys()].flatMap((locale) => [{ params: { file: locale } }, { params: { file: `${locale}-late` } }]);
}

/** The files of the search page: first the cards and main texts, later the long texts. */
export const GET: APIRoute = async ({ params }) => {
  const { registry } = await loadRegistry();
  const [locale, isLate] = params['file']!.split('-') as [string, string?];
  const make = isLate ? makeWholeDocument : makeDocument;
  const documents = searchedRecords(registry).map((record) => make(registry, record, locale));
  return Response.json(isLate ? packLate(documents, locale) : pack(documents, locale));
};

import { bodyText } from '#registry/search/body.ts';
import { makeDocument } from '#registry/search/document.ts';
import { pack, packLate } from '#registry/search/pack.ts';
import type { APIRoute } from 'astro';
import { loadRegistry } from '../../lib/load-registry.ts';

export async function getStaticPaths() {
  const { registry } = await loadRegistry();
  return [...registry.locales.keys()].flatMap((locale) => [{ params: { file: locale } }, { params: { file: `${locale}-late` } }]);
}

/** What the search page loads: first the cards and what is searched first, later the long texts. */
export const GET: APIRoute = async ({ params }) => {
  const { registry } = await loadRegistry();
  const [locale, isLate] = params['file']!.split('-') as [string, string?];
  const documents = [...registry.cases.values()].map((record) => {
    const document = makeDocument(registry, record, locale);
    return isLate ? { ...document, body: bodyText(record, locale) } : document;
  });
  return Response.json(isLate ? packLate(documents, locale) : pack(documents, locale));
};

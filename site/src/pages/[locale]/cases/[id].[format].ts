import { viewRecord } from '#registry/record/view.ts';
import { toBibtex } from '#registry/publication/bibtex.ts';
import { type CslItem, cslItem } from '#registry/publication/csl-item.ts';
import { toRis } from '#registry/publication/ris.ts';
import { paths } from '#registry/addresses.ts';
import type { APIRoute } from 'astro';
import { caseKind } from '#registry/case/kind.ts';
import { recordPaths } from '../../../lib/record-pages.ts';
import { contextFor } from '../../../lib/context.ts';

const formats: Record<string, (item: CslItem) => string> = {
  bib: toBibtex,
  ris: toRis,
  'csl.json': (item) => JSON.stringify([item], undefined, 2) + '\n',
};

export async function getStaticPaths() {
  return (await recordPaths(caseKind)).flatMap(({ params }) =>
    Object.keys(formats).map((format) => ({ params: { ...params, format } })),
  );
}

export const GET: APIRoute = async ({ params }) => {
  const { locale, id, format } = params as { locale: string; id: string; format: string };
  const { registry, siteUrl, version } = await contextFor(locale);
  const url = new URL(paths.case(locale, id), siteUrl).href;
  return new Response(
    formats[format]!(
      cslItem(viewRecord(registry.cases.get(id)!, locale), registry, { url, version: version(registry.cases.get(id)!) }),
    ),
  );
};

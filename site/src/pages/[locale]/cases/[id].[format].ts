import { viewRecord } from '#registry/record/view.ts';
import { toBibtex } from '#registry/publication/bibtex.ts';
import { type CslItem, cslItem } from '#registry/publication/csl-item.ts';
import { toRis } from '#registry/publication/ris.ts';
import { paths } from '#registry/addresses.ts';
import type { APIRoute } from 'astro';
import { columnOf } from '#registry/compare/column.ts';
import { caseKind } from '#registry/case/kind.ts';
import { recordPaths } from '../../../lib/record-pages.ts';
import { contextFor } from '../../../lib/context.ts';

/** The column of the comparison beside the formats of citations. */
const COLUMN = 'column.json';

const formats: Record<string, (item: CslItem) => string> = {
  bib: toBibtex,
  ris: toRis,
  'csl.json': (item) => JSON.stringify([item], undefined, 2) + '\n',
};

export async function getStaticPaths() {
  return (await recordPaths(caseKind)).flatMap(({ params }) =>
    [...Object.keys(formats), COLUMN].map((format) => ({ params: { ...params, format } })),
  );
}

export const GET: APIRoute = async ({ params }) => {
  const { locale, id, format } = params as { locale: string; id: string; format: string };
  const context = await contextFor(locale);
  const { registry, siteUrl, version } = context;
  if (format === COLUMN) return new Response(JSON.stringify(columnOf(registry.cases.get(id)!, context)));
  const url = new URL(paths.case(locale, id), siteUrl).href;
  return new Response(
    formats[format]!(
      cslItem(viewRecord(registry.cases.get(id)!, locale), registry, { url, version: version(registry.cases.get(id)!) }),
    ),
  );
};

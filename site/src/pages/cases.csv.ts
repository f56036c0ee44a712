import { viewRecord } from '#registry/record/view.ts';
import { paths } from '#registry/addresses.ts';
import { toCsv } from '#registry/publication/case-csv.ts';
import type { APIRoute } from 'astro';
import { siteUrl } from '../lib/environment.ts';
import { loadRegistry } from '../lib/load-registry.ts';

export const GET: APIRoute = async () => {
  const { registry } = await loadRegistry();
  const views = [...registry.cases.values()].map((record) => viewRecord(record, record.facts.language));
  const url = (id: string) => new URL(paths.case(registry.cases.get(id)!.facts.language, id), siteUrl).href;
  return new Response(toCsv(views, url), { headers: { 'content-type': 'text/csv; charset=utf-8' } });
};

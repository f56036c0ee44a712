import type { APIRoute } from 'astro';
import { caseJson } from '../../lib/case-data.ts';
import { contextFor } from '../../lib/context.ts';
import { loadRegistry } from '../../lib/load-registry.ts';

/** While somebody writes: a build has them written beside its pages (write-files.ts). */
export const getStaticPaths = async () => {
  const { registry } = await loadRegistry();
  return import.meta.env.PROD ? [] : [...registry.cases.keys()].map((id) => ({ params: { id } }));
};

export const GET: APIRoute = async ({ params }) => {
  const { registry } = await loadRegistry();
  const context = await contextFor([...registry.locales.keys()][0]!);
  return new Response(caseJson(registry.cases.get(params['id']!)!, context), { headers: { 'content-type': 'application/json' } });
};

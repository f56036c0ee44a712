import { publicCase } from '#registry/publication/case-json.ts';
import type { APIRoute, GetStaticPaths } from 'astro';
import { contextFor } from '../../lib/context.ts';
import { siteUrl } from '../../lib/environment.ts';
import { loadRegistry } from '../../lib/load-registry.ts';

export const getStaticPaths = (async () => {
  const { registry } = await loadRegistry();
  return [...registry.cases.keys()].map((id) => ({ params: { id } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) => {
  const { registry } = await loadRegistry();
  const { version } = await contextFor([...registry.locales.keys()][0]!);
  const record = registry.cases.get(params['id']!)!;
  return Response.json(publicCase(record, registry, { siteUrl, version: version(record) }));
};

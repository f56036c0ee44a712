import { publicCase } from '#registry/publication/case-json.ts';
import { LICENSE_URL, SCHEMA_VERSION } from '#registry/publication/record-json.ts';
import type { APIRoute } from 'astro';
import { contextFor } from '../lib/context.ts';
import { siteUrl } from '../lib/environment.ts';
import { loadRegistry } from '../lib/load-registry.ts';

export const GET: APIRoute = async () => {
  const { registry } = await loadRegistry();
  const { version } = await contextFor([...registry.locales.keys()][0]!);
  const cases = [...registry.cases.values()].map((record) => publicCase(record, registry, { siteUrl, version: version(record) }));
  return Response.json({
    schema: SCHEMA_VERSION,
    name: registry.name,
    url: siteUrl,
    license: LICENSE_URL,
    sources: [...registry.sources.values()],
    cases,
  });
};

import { publicRecord } from '#registry/publication/record-json.ts';
import type { APIRoute } from 'astro';
import { contextFor } from '../../lib/context.ts';
import { siteUrl } from '../../lib/environment.ts';
import { loadRegistry } from '../../lib/load-registry.ts';

/** Records of all kinds but cases, whose files have more data: cases/[id].json.ts. */
const otherRecords = async () => {
  const { registry } = await loadRegistry();
  return registry.kinds
    .filter(({ id }) => id !== 'case')
    .flatMap(({ id, folder }) => [...(registry.records.get(id)?.values() ?? [])].map((record) => ({ folder, record })));
};

export const getStaticPaths = async () =>
  (await otherRecords()).map(({ folder, record }) => ({ params: { folder, id: record.id } }));

export const GET: APIRoute = async ({ params }) => {
  const { registry } = await loadRegistry();
  const { version } = await contextFor([...registry.locales.keys()][0]!);
  const { record } = (await otherRecords()).find((each) => each.folder === params['folder'] && each.record.id === params['id'])!;
  return Response.json(publicRecord(record, registry, { siteUrl, version: version(record) }));
};

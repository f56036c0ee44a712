import type { APIRoute } from 'astro';
import { readCaseFile } from '../../../../lib/case-files.ts';
import { loadRegistry } from '../../../../lib/load-registry.ts';

/** Only files that a record lists are published, whatever else is in its folder. */
export async function getStaticPaths() {
  const { registry } = await loadRegistry();
  return [...registry.cases.values()].flatMap(({ id, facts }) =>
    (facts.attachments ?? []).map(({ file }) => ({ params: { id, file } })),
  );
}

export const GET: APIRoute = async ({ params }) => {
  const { registry } = await loadRegistry();
  return new Response(new Uint8Array(await readCaseFile(registry.cases.get(params['id']!)!.file, params['file']!)));
};

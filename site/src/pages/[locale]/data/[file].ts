import type { APIRoute } from 'astro';
import { contextFor, localePaths } from '../../../lib/context.ts';
import { dataFiles } from '../../../lib/data-files.ts';

export async function getStaticPaths() {
  const locales = await localePaths();
  const paths = locales.map(async ({ params }) =>
    [...(await dataFiles(await contextFor(params.locale))).files.keys()].map((file) => ({ params: { ...params, file } })),
  );
  return (await Promise.all(paths)).flat();
}

export const GET: APIRoute = async ({ params }) => {
  const { files } = await dataFiles(await contextFor(params['locale']!));
  return new Response(files.get(params['file']!)!.read() as string | Uint8Array<ArrayBuffer>);
};

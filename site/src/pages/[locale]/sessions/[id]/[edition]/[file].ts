import { paths } from '#registry/addresses.ts';
import { FORMATS, type Format, MEDIA_TYPES } from '#registry/pack/format/formats.ts';
import type { APIRoute } from 'astro';
import { localePaths } from '../../../../../lib/context.ts';
import { fileOf, type OpenEdition, openEditions, packOf } from '../../../../../lib/editions.ts';

interface Props {
  edition: OpenEdition;
  format: Format | 'json';
}

/** The files of each edition, and the tree that they are made of. */
export async function getStaticPaths() {
  const editions = await openEditions();
  return (await localePaths()).flatMap(({ params }) =>
    editions.flatMap((edition) =>
      [...FORMATS, 'json' as const].map((format) => {
        const file = paths.packFile(params.locale, edition.session, edition.number, format).split('/').at(-1)!;
        return { params: { ...params, id: edition.session, edition: String(edition.number), file }, props: { edition, format } };
      }),
    ),
  );
}

export const GET: APIRoute<Props> = async ({ params, props: { edition, format } }) => {
  if (format === 'json') return Response.json((await packOf(edition, params['locale']!)).pack);
  const bytes = await fileOf(edition, params['locale']!, format);
  return new Response(Buffer.from(bytes), { headers: { 'content-type': MEDIA_TYPES[format] } });
};

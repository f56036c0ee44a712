import { settingOf } from '#registry/compare/setting.ts';
import type { APIRoute } from 'astro';
import { contextFor, localePaths } from '../../../lib/context.ts';
import { challengesOf } from '../../../lib/lessons.ts';

export async function getStaticPaths() {
  const pages = (await localePaths()).map(async ({ params }) =>
    challengesOf(await contextFor(params.locale)).map(({ value }) => ({ params: { ...params, id: value } })),
  );
  return (await Promise.all(pages)).flat();
}

export const GET: APIRoute = async ({ params }) => {
  const context = await contextFor(params['locale']!);
  const { views } = challengesOf(context).find(({ value }) => value === params['id'])!;
  return new Response(JSON.stringify(views.map(({ id }) => settingOf(context.registry.cases.get(id)!, context))));
};

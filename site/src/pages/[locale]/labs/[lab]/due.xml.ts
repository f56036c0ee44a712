import type { APIRoute } from 'astro';
import { dueOn } from '#registry/commitment/due.ts';
import { dueFeed } from '#registry/publication/due-feed.ts';
import { contextFor, localePaths } from '../../../../lib/context.ts';
import { submissions } from '../../../../lib/environment.ts';

export async function getStaticPaths() {
  const locales = (await localePaths()).map(async ({ params }) => {
    const { registry } = await contextFor(params.locale);
    return [...registry.labs.keys()].map((lab) => ({ params: { ...params, lab } }));
  });
  return (await Promise.all(locales)).flat();
}

export const GET: APIRoute = async ({ params }) => {
  const { locale, lab } = params as { locale: string; lab: string };
  const context = await contextFor(locale);
  const owed = dueOn(context.registry, context.today).filter((each) => each.lab === lab);
  return new Response(dueFeed(owed, context, { siteUrl: context.siteUrl, lab, confirms: submissions }), {
    headers: { 'content-type': 'application/atom+xml' },
  });
};

import type { APIRoute } from 'astro';
import { dueOn } from '#registry/commitment/due.ts';
import { dueFeed } from '#registry/publication/due-feed.ts';
import { contextFor, localePaths } from '../../lib/context.ts';
import { submissions } from '../../lib/environment.ts';

export const getStaticPaths = localePaths;

export const GET: APIRoute = async ({ params }) => {
  const context = await contextFor((params as { locale: string }).locale);
  const atom = dueFeed(dueOn(context.registry, context.today), context, {
    siteUrl: context.siteUrl,
    confirms: submissions,
  });
  return new Response(atom, { headers: { 'content-type': 'application/atom+xml' } });
};

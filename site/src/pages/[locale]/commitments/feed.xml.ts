import type { APIRoute } from 'astro';
import { localePaths } from '../../../lib/context.ts';
import { recordsFeed } from '../../../lib/records-feed.ts';

export const getStaticPaths = localePaths;

export const GET: APIRoute = async ({ params }) =>
  new Response((await recordsFeed(params['locale']!, 'commitments')).atom, {
    headers: { 'content-type': 'application/atom+xml' },
  });

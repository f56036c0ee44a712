import type { APIRoute } from 'astro';
import { localePaths } from '../../lib/context.ts';
import { localeFeed } from '../../lib/locale-feed.ts';

export const getStaticPaths = localePaths;

export const GET: APIRoute = async ({ params }) =>
  new Response((await localeFeed(params['locale']!)).atom, { headers: { 'content-type': 'application/atom+xml' } });

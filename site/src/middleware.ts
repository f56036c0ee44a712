import type { MiddlewareHandler } from 'astro';
import { unbrokenHtml } from '#registry/page/unbroken.ts';

/** Every page of a build comes through here. */
export const onRequest: MiddlewareHandler = async (_context, next) => {
  const response = await next();
  if (!response.headers.get('content-type')?.startsWith('text/html')) return response;
  return new Response(unbrokenHtml(await response.text()), response);
};

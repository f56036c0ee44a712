/**
 * The addresses that only the API can answer, with a slash at their end or not: `npm run dev` passes them on to it. Pages of the
 * form have the styles and scripts of the last build.
 */
export const API_PATHS = [
  '^/v1/',
  '^/oai(?:[?]|$)',
  '^/(?:healthz|readyz|metrics)$',
  '^/[a-z]{2,3}/(?:submit|submissions|upload|sessions/new|cases/[^/]+/(?:improve|report|confirm)|labs/[^/]+/letter[.]pdf)(?:[/?]|$)',
  '^/_astro/',
];

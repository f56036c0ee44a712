import type { APIRoute } from 'astro';
import { paths } from '#registry/addresses.ts';
import { makeFeed } from '#registry/publication/feed.ts';
import { contextFor, localePaths } from '../../../../lib/context.ts';
import { allValues, facetOf, facets, facetValues } from '../../../../lib/facets.ts';

export async function getStaticPaths() {
  const locales = (await localePaths()).map(async ({ params }) => {
    const context = await contextFor(params.locale);
    return facets.flatMap((facet) =>
      allValues(context, facet).map((value) => ({ params: { ...params, facet: facet.segment, value } })),
    );
  });
  return (await Promise.all(locales)).flat();
}

export const GET: APIRoute = async ({ params }) => {
  const { locale, facet: segment, value } = params as { locale: string; facet: string; value: string };
  const context = await contextFor(locale);
  const facet = facetOf(segment);
  const views = facetValues(context, facet).find((candidate) => candidate.value === value)?.views ?? [];
  const title = facet.label(value, context);
  const { atom } = makeFeed(views, context.registry, context.locale, {
    siteUrl: context.siteUrl,
    title: `${title} · ${context.registry.name}`,
    description: context.t('feed.of', { facet: context.t(facet.title), value: title }),
    page: paths.facetValue(locale, segment, value),
    atom: paths.facetFeed(locale, segment, value),
    modified: context.modified,
  });
  return new Response(atom, { headers: { 'content-type': 'application/atom+xml' } });
};

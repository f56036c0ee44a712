import { paths } from '#registry/addresses.ts';
import { facets, facetValues } from './facets.ts';
import { perContext } from './per-context.ts';

/** Whether our site has a list of cases at an address: pages of other registries' cases lead there where they can. */
export const hasList = perContext((context): ((path: string) => boolean) => {
  const { id } = context.locale;
  const lists = facets
    .filter(({ segment }) => segment !== 'labs')
    .flatMap((facet) => facetValues(context, facet).map(({ value }) => paths.facetValue(id, facet.segment, value)));
  const all = new Set([...lists, paths.evidence(id)]);
  return (path) => all.has(path);
});

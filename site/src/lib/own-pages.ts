import { paths } from '#registry/addresses.ts';
import type { Context } from './context.ts';
import { facets, facetValues } from './facets.ts';

const known = new WeakMap<Context, ReadonlySet<string>>();

/** Whether our site has a list of cases at an address: pages of other registries' cases lead there where they can. */
export function hasList(context: Context): (path: string) => boolean {
  let all = known.get(context);
  if (!all) {
    const { id } = context.locale;
    const lists = facets
      .filter(({ segment }) => segment !== 'labs')
      .flatMap((facet) => facetValues(facet, context).map(({ value }) => paths.facetValue(id, facet.segment, value)));
    known.set(context, (all = new Set([...lists, paths.evidence(id)])));
  }
  return (path) => all.has(path);
}

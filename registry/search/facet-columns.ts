import { FACETS } from './bounds.ts';
import type { SearchDocument } from './document.ts';
import type { FacetColumn, FacetColumns } from './index-source.ts';

/** The facets of all records, by value. The records are in the order of their numbers. */
export const makeFacetColumns = (records: readonly Pick<SearchDocument, 'facets'>[]): FacetColumns =>
  Object.fromEntries(
    FACETS.map((facet): [string, FacetColumn] => {
      const byValue = new Map<string, number[]>();
      records.forEach(({ facets }, number) => {
        for (const value of new Set(facets[facet])) {
          const having = byValue.get(value);
          if (having) having.push(number);
          else byValue.set(value, [number]);
        }
      });
      return [
        facet,
        { values: [...byValue.keys()], records: Array.from(byValue.values(), (having) => Uint32Array.from(having)) },
      ];
    }),
  ) as FacetColumns;

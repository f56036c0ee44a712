import { lineagePages } from '#registry/chart/lineage-map.ts';
import { perContext } from './per-context.ts';

/** The pages of the list of lineages. */
export const lineages = perContext((context) => lineagePages(context));

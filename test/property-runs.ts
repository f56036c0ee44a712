/**
 * How often a dear property is tried, or something killed. With `PROPERTY_RUNS=3` it is three times as often: so it is every night,
 * with other examples each time (.github/workflows/check.yml).
 */
export const runs = (usual: number): number => usual * Number(process.env['PROPERTY_RUNS'] || 1);

/** How often a dear property is tried: `all` times in the project `long`, a third of them in `npm test`. */
export const runs = (all: number): number => (process.env['PROPERTY_RUNS'] === 'all' ? all : Math.ceil(all / 3));

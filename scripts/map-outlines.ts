import { readFile, writeFile } from 'node:fs/promises';
import { iso31661 } from 'iso-3166/1.js';
import { format, resolveConfig } from 'prettier';
import { project, SHEET } from '../registry/chart/projection.ts';
import { REGION } from '../registry/country/region.ts';

/**
 * Makes registry/chart/outlines.ts from Natural Earth's countries (public domain), as TopoJSON. How it was made:
 *
 *     npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
 *     node scripts/map-outlines.ts package/countries-50m.json
 *
 * The scale 1:50m is the coarsest that has every island state.
 */

interface Topology {
  transform: { scale: [number, number]; translate: [number, number] };
  arcs: [number, number][][];
  objects: { countries: { geometries: { type: string; id?: string; arcs?: unknown }[] } };
}

type Point = readonly [number, number];

/** Neighbours that are on the sheet, without a name: land is shown where there is land. */
const NEIGHBOURS = ['USA', 'CAN', 'FRA', 'PRI', 'FLK', 'TCA', 'CYM', 'ABW', 'CUW'];
/** A point of a line is dropped where the triangle it makes with its neighbours is smaller, in square units of the sheet. */
const SMALLEST_TRIANGLE = 3;
/** An islet is dropped where it is smaller, unless it is the largest part of its country. */
const SMALLEST_ISLET = 5;

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('Usage: node scripts/map-outlines.ts countries-50m.json');
const topology = JSON.parse(await readFile(file, 'utf8')) as Topology;
const lines = topology.arcs.map((arc) => simplify(onSheet(arc)));

const outlines = topology.objects.countries.geometries.flatMap(({ type, id, arcs }): [string, string][] => {
  const code = iso31661.find(({ numeric }) => numeric === id)?.alpha3;
  if (code === undefined || !(REGION.has(code) || NEIGHBOURS.includes(code))) return [];
  const polygons = (type === 'Polygon' ? [arcs] : arcs) as number[][][];
  const rings = polygons.map(([outer]) => clip(joined(outer!))).filter((ring) => ring.length > 2);
  const largest = Math.max(...rings.map(area));
  const path = rings.filter((ring) => area(ring) >= Math.min(SMALLEST_ISLET, largest)).map(pathOf);
  return path.length > 0 ? [[code, path.join('')]] : [];
});
const source = `/**
 * The countries of the region and the land around them, as paths on the sheet of projection.ts.
 * Made by scripts/map-outlines.ts from Natural Earth 1:50m (public domain, naturalearthdata.com).
 */
export const OUTLINES: ReadonlyMap<string, string> = new Map(${JSON.stringify(outlines.toSorted(([a], [b]) => a.localeCompare(b)))});
`;
const target = 'registry/chart/outlines.ts';
await writeFile(target, await format(source, { ...(await resolveConfig(target)), parser: 'typescript' }));

/** An arc is written as steps from point to point. */
function onSheet(arc: readonly Point[]): Point[] {
  const { scale, translate } = topology.transform;
  let [x, y] = [0, 0];
  return arc.map(([dx, dy]) => {
    [x, y] = [x + dx, y + dy];
    return project(x * scale[0] + translate[0], y * scale[1] + translate[1]);
  });
}

/** Visvalingam's way: the point that matters least goes first. The ends stay, so that neighbours still meet. */
function simplify(line: readonly Point[]): Point[] {
  const kept = [...line];
  for (;;) {
    let least = SMALLEST_TRIANGLE;
    let at = -1;
    for (let index = 1; index < kept.length - 1; index++) {
      const size = area([kept[index - 1]!, kept[index]!, kept[index + 1]!]);
      if (size < least) [least, at] = [size, index];
    }
    if (at < 0) return kept;
    kept.splice(at, 1);
  }
}

/** A ring of arcs; a negative number is an arc taken backwards. */
function joined(arcs: readonly number[]): Point[] {
  return arcs.flatMap((index) => (index < 0 ? lines[~index]!.toReversed() : lines[index]!).slice(1));
}

function area(ring: readonly Point[]): number {
  const twice = ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length]!;
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}

/** The part of a ring that is on the sheet: cut at each of its four edges in turn. */
function clip(ring: readonly Point[]): Point[] {
  const edges = [
    { axis: 0, limit: 0, sign: 1 },
    { axis: 0, limit: SHEET.width, sign: -1 },
    { axis: 1, limit: 0, sign: 1 },
    { axis: 1, limit: SHEET.height, sign: -1 },
  ] as const;
  return edges.reduce<readonly Point[]>((points, { axis, limit, sign }) => {
    const depth = (point: Point) => sign * (point[axis] - limit);
    return points.flatMap((point, index): Point[] => {
      const before = points.at(index - 1)!;
      const crosses = depth(before) >= 0 !== depth(point) >= 0;
      const share = depth(before) / (depth(before) - depth(point));
      const edge: Point = [before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])];
      return [...(crosses ? [edge] : []), ...(depth(point) >= 0 ? [point] : [])];
    });
  }, ring) as Point[];
}

/** Whole units, as steps: short to send. */
function pathOf(ring: readonly Point[]): string {
  const [first, ...rest] = ring.map(([x, y]) => [Math.round(x), Math.round(y)] as const);
  let [x, y] = first!;
  const steps = rest.flatMap(([nextX, nextY]) => {
    const step = [nextX - x, nextY - y] as const;
    [x, y] = [nextX, nextY];
    return step[0] === 0 && step[1] === 0 ? [] : [`${step[0]} ${step[1]}`];
  });
  return `M${first!.join(' ')}l${steps.join(' ').replaceAll(' -', '-')}z`;
}

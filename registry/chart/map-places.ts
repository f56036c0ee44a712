import { project } from './projection.ts';

/** Where the label of a country stands on the sheet, and from where a thin line leads to it. */
export interface MapPlace {
  at: readonly [x: number, y: number];
  anchor: 'start' | 'middle' | 'end';
  leader?: readonly [x: number, y: number];
  /** Where little room is, a narrow screen shows the country's code in place of its name. */
  isTight?: true;
  /** A small island of the inset: a ring, from which a line leads to its name; on a narrow screen to its code. */
  isInset?: true;
}

/** The corner of the sheet where the islands of the Lesser Antilles are shown larger. */
export const INSET = { x: 8, y: 646, width: 372, height: 246 } as const;

/** The part of the sheet that the inset shows. */
const ISLANDS = { west: -63.4, east: -58.9, north: 18.2, south: 10.2 };

/** The frame around that part on the map itself. */
export const ISLANDS_FRAME = {
  from: project(ISLANDS.west, ISLANDS.north + 0.4),
  to: project(ISLANDS.east, ISLANDS.south - 0.4),
} as const;

/** The names of the islands stand below each other, from north to south, with a thin line from the ring of each. */
const ROWS = { x: INSET.x + 62, y: INSET.y + 56, step: 26 };

function inset(longitude: number, latitude: number, row: number): MapPlace {
  const across = (longitude - ISLANDS.west) / (ISLANDS.east - ISLANDS.west);
  const down = (ISLANDS.north - latitude) / (ISLANDS.north - ISLANDS.south);
  return {
    at: [ROWS.x, ROWS.y + row * ROWS.step],
    anchor: 'start',
    leader: [INSET.x + 12 + across * 36, INSET.y + 30 + down * (INSET.height - 44)],
    isInset: true,
  };
}

/** Found by eye and held by a test: no label lies on another. */
export const MAP_PLACES: ReadonlyMap<string, MapPlace> = new Map<string, MapPlace>([
  ['MEX', { at: [112, 118], anchor: 'middle' }],
  ['GTM', { at: [186, 212], anchor: 'end', leader: [222, 182], isTight: true }],
  ['SLV', { at: [196, 262], anchor: 'end', leader: [240, 193], isTight: true }],
  ['HND', { at: [210, 312], anchor: 'end', leader: [262, 185], isTight: true }],
  ['NIC', { at: [226, 362], anchor: 'end', leader: [279, 206], isTight: true }],
  ['CRI', { at: [240, 412], anchor: 'end', leader: [287, 234], isTight: true }],
  ['PAN', { at: [338, 228], anchor: 'middle', leader: [330, 238], isTight: true }],
  ['BLZ', { at: [272, 148], anchor: 'start', leader: [247, 160], isTight: true }],
  ['CUB', { at: [380, 114], anchor: 'start', isTight: true }],
  ['BHS', { at: [426, 68], anchor: 'start', leader: [364, 86], isTight: true }],
  ['JAM', { at: [354, 178], anchor: 'start', isTight: true }],
  ['HTI', { at: [412, 202], anchor: 'start', leader: [406, 148], isTight: true }],
  ['DOM', { at: [500, 100], anchor: 'start', leader: [430, 140], isTight: true }],
  ['COL', { at: [398, 282], anchor: 'middle' }],
  ['VEN', { at: [474, 250], anchor: 'middle' }],
  ['GUY', { at: [592, 232], anchor: 'start', leader: [543, 278] }],
  ['SUR', { at: [630, 268], anchor: 'start', leader: [576, 292] }],
  ['ECU', { at: [346, 352], anchor: 'middle' }],
  ['PER', { at: [376, 418], anchor: 'middle' }],
  ['BRA', { at: [608, 416], anchor: 'middle' }],
  ['BOL', { at: [478, 500], anchor: 'middle' }],
  ['PRY', { at: [540, 570], anchor: 'middle' }],
  ['ARG', { at: [492, 636], anchor: 'middle' }],
  ['CHL', { at: [398, 524], anchor: 'end' }],
  ['URY', { at: [596, 690], anchor: 'start', leader: [552, 664] }],
  ['KNA', inset(-63.1, 17.3, 0)],
  ['ATG', inset(-61.8, 17.1, 1)],
  ['DMA', inset(-61.4, 15.4, 2)],
  ['LCA', inset(-60.9, 14.0, 3)],
  ['VCT', inset(-61.2, 13.2, 4)],
  ['BRB', inset(-59.5, 13.1, 5)],
  ['GRD', inset(-61.7, 12.1, 6)],
  ['TTO', inset(-61.3, 10.5, 7)],
]);

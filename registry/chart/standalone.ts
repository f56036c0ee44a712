import type { Element, ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { s } from 'hastscript';
import type { Outcome } from '../case/schema.ts';
import { OUTCOME_COLOURS } from './outcome-colours.ts';
import { round } from './shapes.ts';

type Look = Readonly<Record<string, string | number>>;

const INK = '#1b1e21';
const QUIET = '#555b60';
const STRONG = '#77797a';
const PAPER = '#ffffff';

/** The look of each part of a picture, as the site's sheets have it by day; what a part has of several classes, the last says. */
const LOOKS: Readonly<Record<string, Look>> = {
  land: { fill: '#efede6', stroke: '#a5a297', strokeWidth: 0.8 },
  'land-none': { fill: '#fbfaf6' },
  'land-shared': { fill: '#e3ece9' },
  'land-own': { fill: '#c9d9d6' },
  'map-name': { fontSize: 19, fontWeight: 600, fill: INK },
  'map-code': { fontSize: 19, fontWeight: 600, fill: INK },
  'map-quiet': { fontWeight: 400, fill: QUIET },
  'map-letter': { fontSize: 19, fontWeight: 400, fill: QUIET },
  'map-leader': { fill: 'none', stroke: STRONG, strokeWidth: 1.2 },
  'map-frame': { fill: 'none', stroke: STRONG, strokeWidth: 1.2 },
  'map-island': { fill: PAPER, stroke: INK, strokeWidth: 1.2 },
  'box-case': { fill: PAPER, stroke: STRONG },
  'box-here': { stroke: INK, strokeWidth: 2 },
  'box-other': { fill: '#f3f1ea' },
  'box-relation': { fontSize: 10.5, fontWeight: 600, fill: QUIET },
  'box-name': { fontSize: 12, fill: INK },
  'box-where': { fontSize: 10.5, fill: QUIET },
  'link-label': { fontSize: 10.5, fill: QUIET },
  link: { fill: 'none', stroke: INK, strokeWidth: 1.2 },
  'link-part': { stroke: '#17535a' },
  'link-advice': { stroke: '#3a5696', strokeDasharray: '6 3' },
  'link-alike': { stroke: STRONG, strokeDasharray: '2 3' },
  arrow: { fill: INK },
};

/** Behind words that stand on lines or land, as wide as no letter needs. */
const HALOS: Readonly<Record<string, number>> = { 'map-name': 5, 'map-code': 5, 'map-letter': 5, 'link-label': 3 };

/** The marks of outcomes in a square of 16, as the sheet of marks has them. */
const MARKS: Readonly<Record<Outcome, (colour: string) => Element[]>> = {
  worked: (fill) => [s('circle', { cx: 8, cy: 8, r: 7, fill })],
  mixed: (colour) => [
    s('circle', { cx: 8, cy: 8, r: 6.25, fill: 'none', stroke: colour, strokeWidth: 1.5 }),
    s('path', { d: 'M8 1.75a6.25 6.25 0 0 0 0 12.5z', fill: colour }),
  ],
  'did-not-work': (colour) => [
    s('circle', { cx: 8, cy: 8, r: 6, fill: 'none', stroke: colour, strokeWidth: 2 }),
    s('path', { d: 'M3.8 8h8.4', stroke: colour, strokeWidth: 2.4 }),
  ],
  'too-early': (colour) => [
    s('circle', { cx: 8, cy: 8, r: 6.25, fill: 'none', stroke: colour, strokeWidth: 1.6, strokeDasharray: '3.1 1.81' }),
  ],
  unknown: (fill) => [s('circle', { cx: 8, cy: 8, r: 2.6, fill })],
};

export interface StandalonePicture {
  svg: string;
  width: number;
  height: number;
}

/**
 * A picture of the site as a file of its own, for documents: it needs no sheet of styles and no sheet of marks, leads nowhere, and
 * says nothing to who cannot see it: its description stands where it is placed. Looks are attributes of their own, because programs
 * that draw SVG read those alike, and style sheets not.
 */
export function standalone(picture: Element): StandalonePicture {
  const [x = 0, y = 0, width = 0, height = 0] = String(picture.properties['viewBox']).split(' ').map(Number);
  const root = s(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `${x} ${y} ${width} ${height}`,
      width,
      height,
      fontFamily: 'Public Sans, Arial, sans-serif',
    },
    [s('rect', { x, y, width, height, fill: PAPER }), ...contentOf(picture)],
  );
  return { svg: toHtml(root, { space: 'svg', closeEmptyElements: true }), width, height };
}

const classesOf = ({ properties }: Element): string[] => [properties['className'] ?? []].flat().join(' ').split(' ');

const contentOf = ({ children }: Element): ElementContent[] => children.flatMap(plain);

function plain(node: ElementContent): ElementContent[] {
  // Blanks between words are for who hears or copies a page.
  if (node.type === 'text') return /\S/.test(node.value) ? [node] : [];
  if (node.type !== 'element' || node.tagName === 'title' || node.tagName === 'desc') return [];
  const classes = classesOf(node);
  const transform = node.properties['transform'];
  if (node.tagName === 'use') return [mark(node)];
  if (node.tagName === 'a' || node.tagName === 'g')
    return [s('g', transform === undefined ? {} : { transform }, namesOnce(node).flatMap(plain))];
  const { className: _class, ariaLabel: _label, role: _role, ariaHidden: _hidden, ...properties } = node.properties;
  const shown = { ...node, properties: { ...properties, ...lookOf(classes) }, children: contentOf(node) };
  const halo = classes.map((name) => HALOS[name]).find((wide) => wide !== undefined);
  if (halo === undefined) return [shown];
  const behind: ElementContent = {
    ...shown,
    properties: { ...shown.properties, fill: PAPER, stroke: PAPER, strokeWidth: String(halo), strokeLinejoin: 'round' },
  };
  return [behind, shown];
}

/** Where a country stands with its name and, for narrow screens, its code, the name is enough. */
function namesOnce({ children }: Element): ElementContent[] {
  const has = (name: string) => (child: ElementContent) => child.type === 'element' && classesOf(child).includes(name);
  return children.some(has('map-name')) ? children.filter((child) => !has('map-code')(child)) : children;
}

const lookOf = (classes: readonly string[]): Record<string, string | number> =>
  Object.fromEntries(
    Object.keys(LOOKS)
      .filter((name) => classes.includes(name))
      .flatMap((name) => Object.entries(LOOKS[name]!)),
  );

function mark({ properties }: Element): Element {
  const outcome = String(properties['href']).replace(/^.*#outcome-/, '') as Outcome;
  const [x, y, size] = [properties['x'], properties['y'], properties['width']].map(Number) as [number, number, number];
  return s(
    'g',
    { transform: `translate(${round(x)} ${round(y)}) scale(${size / 16})` },
    MARKS[outcome](OUTCOME_COLOURS[outcome]),
  );
}

import type { Element } from 'hast';
import { h, s } from 'hastscript';
import { paths } from '../addresses.ts';
import { type Outcome, OUTCOMES } from '../case/schema.ts';
import { alpha2 } from '../country/country.ts';
import { REGION } from '../country/region.ts';
import { outcomeMark } from '../page/marks.ts';
import type { Speaker } from '../page/speaker.ts';
import type { CountryCases } from './country-cases.ts';
import { figureWithTable } from './figure.ts';
import { INSET, ISLANDS_FRAME, MAP_PLACES, type MapPlace } from './map-places.ts';
import { OUTLINES } from './outlines.ts';
import { SHEET } from './projection.ts';
import { mark, MARK_SIZE, round } from './shapes.ts';
import { textWidth } from './text.ts';

const MARKS_IN_ROW = 5;
/** Six rows: more would stand on the countries below. */
const MOST_MARKS = 6 * MARKS_IN_ROW;
/** An island has them on one line with its name; its number says how many there are. */
const MARKS_IN_INSET = 3;
/** The size of names on a wide screen (chart.css). */
const LETTERS = 19;
const MARK_STEP = MARK_SIZE + 3;

/**
 * The map of the region: one mark for each case, or for so many cases where they are many, so that the eye counts outcomes and not
 * areas. Every country leads to its page, also one without cases. The same is said in a table.
 */
export function regionMap(
  all: readonly CountryCases[],
  speaker: Speaker,
  options: { id: string; isTableOpen?: boolean },
): Element {
  const { t } = speaker;
  const inRegion = all.filter(({ country }) => REGION.has(country));
  return figureWithTable(
    {
      ...options,
      className: 'map',
      picture: mapDrawing(inRegion, speaker, options.id),
      caption: [
        h(
          'p.legend',
          OUTCOMES.map((outcome) => outcomeMark(outcome, speaker)),
        ),
        ...codes(inRegion, speaker),
        h('p.small', [
          t('map.scale', { count: casesPerMark(inRegion) }),
          ' ',
          t('map.note'),
          ...(all.some(({ elsewhere }) => elsewhere > 0) ? [' ', t('map.note.elsewhere')] : []),
          ' ',
          t('map.outlines'),
        ]),
      ],
      table: mapTable(all, speaker),
    },
    speaker,
  );
}

/** The map itself. */
export function mapDrawing(all: readonly CountryCases[], speaker: Speaker, id: string): Element {
  const byCountry = new Map(all.map((each) => [each.country, each]));
  const { t } = speaker;
  const withCases = all.filter(({ outcomes }) => outcomes.length > 0).length;
  const casesInMark = casesPerMark(all);
  const frame = {
    x: round(ISLANDS_FRAME.from[0]),
    y: round(ISLANDS_FRAME.from[1]),
    width: round(ISLANDS_FRAME.to[0] - ISLANDS_FRAME.from[0]),
    height: round(ISLANDS_FRAME.to[1] - ISLANDS_FRAME.from[1]),
  };
  return s('svg', { viewBox: `0 0 ${SHEET.width} ${SHEET.height}`, role: 'group', ariaLabelledBy: `${id}-title ${id}-desc` }, [
    s('title', { id: `${id}-title` }, t('map.title')),
    s('desc', { id: `${id}-desc` }, t('map.desc', { count: withCases, all: REGION.size })),
    s('g', { ariaHidden: 'true' }, [
      ...[...OUTLINES].map(([country, d]) => land(byCountry.get(country), d, speaker)),
      s('rect.map-frame', frame),
      s('text.map-letter', { x: frame.x + frame.width + 6, y: frame.y + 18 }, 'A'),
      s('rect.map-frame', { ...INSET }),
      s('text.map-letter', { x: INSET.x + 12, y: INSET.y + 24 }, `A · ${t('map.antilles')}`),
    ]),
    ...all.flatMap((each) => {
      const place = MAP_PLACES.get(each.country);
      return place ? [label(each, place, casesInMark, speaker)] : [];
    }),
  ]);
}

/** How many cases a mark stands for: 1, 2, 5, 10 and so on, so that no country has too many. */
function casesPerMark(all: readonly CountryCases[]): number {
  const fits = (casesInMark: number) => all.every(({ outcomes }) => marksOf(outcomes, casesInMark).length <= MOST_MARKS);
  for (let power = 1; ; power *= 10) for (const digit of [1, 2, 5]) if (fits(digit * power)) return digit * power;
}

/** The outcomes for which a country has marks, the best first. Each outcome has one, however few its cases are. */
function marksOf(outcomes: readonly Outcome[], casesInMark: number): Outcome[] {
  return [...Map.groupBy(outcomes, (outcome) => outcome)].flatMap(([outcome, { length }]) =>
    Array.from({ length: Math.max(1, Math.round(length / casesInMark)) }, () => outcome),
  );
}

/** The land of a country; it can be clicked, but the keyboard goes by the labels. */
function land(cases: CountryCases | undefined, d: string, { locale }: Speaker): Element {
  if (!cases) return s('path.land', { d });
  const { outcomes, shared, country } = cases;
  const kind = outcomes.length === 0 ? 'land-none' : shared === outcomes.length ? 'land-shared' : 'land-own';
  return s('a', { href: address(country, locale.id), tabIndex: -1 }, s('path', { className: ['land', kind], d }));
}

/**
 * The name of a country with its number of cases, and their marks in rows below; of an island of the inset before the name, which
 * gives way to the code where the frame has no room for both.
 */
function label(cases: CountryCases, place: MapPlace, casesInMark: number, speaker: Speaker): Element {
  const { country, outcomes, elsewhere } = cases;
  const { anchor, isInset, isTight, leader } = place;
  const [x, y] = place.at.map(round) as [number, number];
  const counts = `${outcomes.length > 0 ? ` ${outcomes.length}` : ''}${elsewhere > 0 ? ` +${elsewhere}` : ''}`;
  const marks = marksOf(outcomes, casesInMark).slice(0, isInset ? MARKS_IN_INSET : undefined);
  const at = { x: isInset ? x + marks.length * MARK_STEP : x, y };
  const text = (className: string, words: string) =>
    s(
      'text',
      { className: [className, ...(outcomes.length === 0 ? ['map-quiet'] : [])], ...at, textAnchor: anchor },
      `${words}${counts}`,
    );
  const name = speaker.country(country);
  const code = codeOf(country);
  const hasRoom = !isInset || at.x + textWidth(name + counts) * LETTERS <= INSET.x + INSET.width;
  const hasCode = isTight || isInset;
  // What is seen is part of what is heard: readers who speak to their machine say it.
  const names = [...(hasRoom ? [name] : []), ...(hasCode ? [code] : [])];
  const seen = [...names.map((each) => each + counts), ...(hasRoom ? [] : [name])].join(', ');
  const heard = `${seen}: ${spoken(cases, speaker)}`;
  return s('a.map-country', { href: address(country, speaker.locale.id), ariaLabel: heard }, [
    ...(leader ? [s('path.map-leader', { d: `M${leader.map(round).join(' ')}L${leaderEnd(place).map(round).join(' ')}` })] : []),
    ...(isInset && leader ? [s('circle.map-island', { cx: round(leader[0]), cy: round(leader[1]), r: 5 })] : []),
    ...(hasRoom ? [text(hasCode ? 'map-name' : 'map-name map-always', name)] : []),
    ...(hasCode ? [text('map-code', code)] : []),
    ...marks.map((outcome, index) => mark(outcome, ...marksAt(place, marks.length, index))),
  ]);
}

const codeOf = (country: string) => alpha2(country) ?? country;

const leaderEnd = ({ at: [x, y], anchor, isInset }: MapPlace) => {
  if (isInset) return [x - 5, y - 6];
  return anchor === 'middle' ? [x, y + 4] : [anchor === 'start' ? x - 4 : x + 4, y - 8];
};

/** The codes that stand for names on a narrow screen, with the names. */
function codes(all: readonly CountryCases[], { country: nameOf, list }: Speaker): Element[] {
  const short = all.filter(({ country }) => MAP_PLACES.get(country)?.isTight || MAP_PLACES.get(country)?.isInset);
  return [h('p.small.map-codes', list(short.map(({ country }) => `${codeOf(country)} ${nameOf(country)}`)))];
}

/** Where one of so many marks stands. */
function marksAt({ at: [x, y], anchor, isInset }: MapPlace, count: number, index: number): [number, number] {
  if (isInset) return [x + index * MARK_STEP, y - MARK_SIZE + 4];
  const row = Math.floor(index / MARKS_IN_ROW);
  const width = Math.min(MARKS_IN_ROW, count - row * MARKS_IN_ROW) * MARK_STEP;
  const left = { start: x, middle: x - width / 2, end: x - width }[anchor];
  return [left + (index % MARKS_IN_ROW) * MARK_STEP, y + 6 + row * MARK_STEP];
}

/** "21 casos (9 funcionó y 5 resultado mixto), 1 de otro registro". */
function spoken({ outcomes, elsewhere }: CountryCases, { t, list, inSentence }: Speaker): string {
  const kinds = OUTCOMES.flatMap((outcome) => {
    const count = outcomes.filter((each) => each === outcome).length;
    return count > 0 ? [`${count} ${inSentence('outcomes', outcome)}`] : [];
  });
  const parts = [
    outcomes.length === 0 ? t('map.none') : `${t('cases.count', { count: outcomes.length })} (${list(kinds)})`,
    ...(elsewhere > 0 ? [t('map.elsewhere', { count: elsewhere })] : []),
  ];
  return parts.join(', ');
}

/** All countries with cases, then those of the region without one: how many cases, and how many of each outcome. */
function mapTable(all: readonly CountryCases[], speaker: Speaker): Element {
  const { t, compare, country: name, number, locale } = speaker;
  const sorted = all.toSorted(
    (a, b) => b.outcomes.length - a.outcomes.length || b.elsewhere - a.elsewhere || compare(name(a.country), name(b.country)),
  );
  const hasOthers = all.some(({ elsewhere }) => elsewhere > 0);
  const head = (content: Element | string) => h('th', { scope: 'col' }, content);
  const ifAny = (count: number) => h('td', count > 0 ? number(count) : '');
  const row = ({ country, outcomes, shared, elsewhere }: CountryCases) =>
    h('tr', [
      h('th', { scope: 'row' }, h('a', { href: address(country, locale.id) }, name(country))),
      outcomes.length === 0 ? h('td.small', t('map.none')) : ifAny(outcomes.length),
      ...OUTCOMES.map((outcome) => ifAny(outcomes.filter((each) => each === outcome).length)),
      ifAny(shared),
      ...(hasOthers ? [ifAny(elsewhere)] : []),
    ]);
  return h('table', [
    h('caption', t('map.table')),
    h(
      'thead',
      h('tr', [
        head(t('map.country')),
        head(t('cases.count.head')),
        ...OUTCOMES.map((outcome) => head(outcomeMark(outcome, speaker))),
        head(t('map.shared')),
        ...(hasOthers ? [head(t('map.others'))] : []),
      ]),
    ),
    h('tbody', sorted.map(row)),
  ]);
}

const address = (country: string, locale: string) => paths.facetValue(locale, 'countries', country.toLowerCase());

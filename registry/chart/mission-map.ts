import type { Element } from 'hast';
import { h, s } from 'hastscript';
import { paths } from '../addresses.ts';
import type { CaseView } from '../case/record.ts';
import type { HtmlContent } from '../page/html.ts';
import type { Speaker } from '../page/speaker.ts';
import { figureWithTable } from './figure.ts';
import { withMission, wordsOfMission } from './mission-grid.ts';
import { round, textLines } from './shapes.ts';
import { wrapText } from './text.ts';

const COLUMNS = [
  { id: 'problems', x: 0, width: 190 },
  { id: 'missions', x: 260, width: 330 },
  { id: 'sectors', x: 660, width: 170 },
  { id: 'projects', x: 900, width: 200 },
] as const;
const WIDTH = 1100;
const HEAD = 34;
const LINE = 14;
const LETTER = 12;
const PADDING = 7;
const BETWEEN = 10;
/** Rounds of moving each thing near what it is linked to. */
const ROUNDS = 6;

type Column = (typeof COLUMNS)[number]['id'];

interface Thing {
  id: string;
  column: Column;
  words: string;
  href?: string | undefined;
  lang: string | undefined;
}

/** A mission as its records state it: two with the same words are one, of several cases. */
interface Mission {
  views: CaseView[];
  statement: string;
  problems: string[];
  sectors: string[];
  projects: { id: string; text: string; sectors: readonly string[]; view: CaseView }[];
}

/** From problems to the missions set against them, the sectors that they move, and their projects. */
export function missionMap(views: readonly CaseView[], speaker: Speaker): Element {
  const missions = missionsOf(views);
  return figureWithTable(
    {
      id: 'mission-map',
      className: 'mission-map',
      picture: drawing(missions, speaker),
      caption: [h('p.small', speaker.t('missions.map.note'))],
      table: table(missions, speaker),
    },
    speaker,
  );
}

function missionsOf(views: readonly CaseView[]): Mission[] {
  const byWords = Map.groupBy(withMission(views), ({ mission }) => wordsOfMission(mission));
  return [...byWords.values()].map((same) => ({
    views: same.map(({ view }) => view),
    statement: same[0]!.mission.statement,
    problems: [...new Set(same.flatMap(({ view }) => view.facts.challenges))],
    sectors: [...new Set(same.flatMap(({ view }) => view.facts.sectors))],
    projects: same.flatMap(({ view, mission }) =>
      (mission.projects ?? []).map(({ id, text, sectors = [] }) => ({ id: `${view.id}#project-${id}`, text, sectors, view })),
    ),
  }));
}

function drawing(missions: readonly Mission[], speaker: Speaker): Element {
  const { t } = speaker;
  const { things, links } = graphOf(missions, speaker);
  const boxes = new Map(things.map((thing) => [thing.id, { ...thing, ...sizeOf(thing) }]));
  const columns = ordered(things, links);
  const heights = columns.map((ids) => ids.reduce((sum, id) => sum + boxes.get(id)!.height + BETWEEN, -BETWEEN));
  const height = Math.max(...heights);
  const at = new Map<string, { x: number; y: number; width: number; height: number }>();
  for (const [index, ids] of columns.entries()) {
    const { x, width } = COLUMNS[index]!;
    // Shorter columns are spread over the same height.
    const gap = ids.length > 1 ? Math.min(60, BETWEEN + (height - heights[index]!) / (ids.length - 1)) : BETWEEN;
    const total = heights[index]! + (gap - BETWEEN) * (ids.length - 1);
    let y = HEAD + (height - total) / 2;
    for (const id of ids) {
      at.set(id, { x, y, width, height: boxes.get(id)!.height });
      y += boxes.get(id)!.height + gap;
    }
  }
  return s(
    'svg',
    {
      viewBox: `0 0 ${WIDTH} ${Math.ceil(height + HEAD + 2)}`,
      width: WIDTH,
      height: Math.ceil(height + HEAD + 2),
      role: 'group',
      ariaLabel: t('missions.map.label', { count: missions.length }),
    },
    [
      ...COLUMNS.map(({ id, x }) => s('text.column-head', { x, y: 16 }, t(`missions.${id}`))),
      ...links.map(([from, to]) => {
        const [a, b] = [at.get(from)!, at.get(to)!];
        const [startX, startY, endX, endY] = [a.x + a.width, a.y + a.height / 2, b.x, b.y + b.height / 2].map(round) as [
          number,
          number,
          number,
          number,
        ];
        const turn = (startX + endX) / 2;
        return s('path.link.link-mission', { d: `M${startX} ${startY}C${turn} ${startY} ${turn} ${endY} ${endX} ${endY}` });
      }),
      ...things.map((thing) => box(boxes.get(thing.id)!, at.get(thing.id)!)),
    ],
  );
}

/** What is drawn, and the lines between neighbouring columns. A project of no named sector hangs on the sectors of its case. */
function graphOf(missions: readonly Mission[], { label, locale, tagOf }: Speaker) {
  const things = new Map<string, Thing>();
  const links = new Map<string, [string, string]>();
  const add = (thing: Thing) => void (things.has(thing.id) || things.set(thing.id, thing));
  const join = (from: string, to: string) => links.set(`${from}\n${to}`, [from, to]);
  for (const { views, statement, problems, sectors, projects } of missions) {
    const [view] = views as [CaseView];
    const id = `mission-${view.id}`;
    const lang = view.isFallback ? tagOf(view.language) : undefined;
    const names = views.map(({ facts }) => facts.name).join(' · ');
    add({ id, column: 'missions', words: `${names}: ${statement}`, href: paths.case(locale.id, view.id), lang });
    for (const problem of problems) {
      add({
        id: `problem-${problem}`,
        column: 'problems',
        words: label('challenges', problem),
        href: paths.facetValue(locale.id, 'challenges', problem),
        lang: undefined,
      });
      join(`problem-${problem}`, id);
    }
    const sectorOf = (sector: string) => {
      add({
        id: `sector-${sector}`,
        column: 'sectors',
        words: label('sectors', sector),
        href: paths.facetValue(locale.id, 'sectors', sector),
        lang: undefined,
      });
      join(id, `sector-${sector}`);
      return `sector-${sector}`;
    };
    for (const sector of sectors) sectorOf(sector);
    for (const project of projects) {
      add({
        id: project.id,
        column: 'projects',
        words: project.text,
        href: `${paths.case(locale.id, project.view.id)}#${project.id.split('#')[1]!}`,
        lang,
      });
      const under = project.sectors.length > 0 ? project.sectors : sectors;
      for (const sector of under) join(sectorOf(sector), project.id);
    }
  }
  return { things: [...things.values()], links: [...links.values()] };
}

const roomOf = (column: Column) => COLUMNS.find(({ id }) => id === column)!.width;

function sizeOf({ words, column }: Thing) {
  const lines = wrapText(words, (roomOf(column) - 2 * PADDING) / LETTER);
  return { lines, height: lines.length * LINE + 2 * PADDING - 2 };
}

/** The ids of each column, each near the middle of what it is linked to. */
function ordered(things: readonly Thing[], links: readonly (readonly [string, string])[]): string[][] {
  const columns = COLUMNS.map(({ id }) => things.filter(({ column }) => column === id).map((thing) => thing.id));
  const place = new Map<string, number>();
  const number = () => {
    for (const ids of columns) for (const [index, id] of ids.entries()) place.set(id, (index + 0.5) / ids.length);
  };
  const middle = (id: string) => {
    const near = links.flatMap(([from, to]) => (from === id ? [place.get(to)!] : to === id ? [place.get(from)!] : []));
    return near.length > 0 ? near.reduce((sum, each) => sum + each, 0) / near.length : place.get(id)!;
  };
  number();
  for (let round = 0; round < ROUNDS; round++)
    for (const ids of columns) {
      const middles = new Map(ids.map((id) => [id, middle(id)]));
      ids.sort((a, b) => middles.get(a)! - middles.get(b)!);
      number();
    }
  return columns;
}

function box(
  { lines, href, lang, column }: Thing & { lines: string[] },
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): Element {
  const parts = [
    s('rect', { className: [column === 'missions' ? 'box-case' : 'box-other'], x, y: round(y), width, height, rx: 3 }),
    s(
      'text.box-name',
      { lang },
      textLines(lines, (index) => ({ x: x + PADDING, y: round(y + PADDING + (index + 0.75) * LINE) })),
    ),
  ];
  return href === undefined ? s('g', parts) : s('a', { href }, parts);
}

function table(missions: readonly Mission[], { t, label, list, locale, tagOf }: Speaker): Element {
  const silence = (items: readonly string[], content: HtmlContent[]) =>
    items.length > 0 ? content : [h('span.silent', t('missions.silent'))];
  const heads = (['case', 'mission', 'problems', 'sectors', 'projects'] as const).map((name) =>
    h('th', { scope: 'col' }, t(`missions.${name}`)),
  );
  return h('table', [
    h('caption', t('missions.map')),
    h('thead', h('tr', heads)),
    h(
      'tbody',
      missions.map(({ views, statement, problems, sectors, projects }) => {
        const [view] = views as [CaseView];
        const lang = view.isFallback ? tagOf(view.language) : undefined;
        return h('tr', [
          h(
            'th',
            { scope: 'row' },
            views.flatMap(({ id, facts }, index) => [
              ...(index > 0 ? [', '] : []),
              h('a', { href: paths.case(locale.id, id), lang }, facts.name),
            ]),
          ),
          h('td', { lang }, statement),
          h('td', list(problems.map((id) => label('challenges', id)))),
          h('td', list(sectors.map((id) => label('sectors', id)))),
          h(
            'td',
            { lang },
            silence(
              projects.map(({ id }) => id),
              [
                h(
                  'ul',
                  projects.map(({ text }) => h('li', text)),
                ),
              ],
            ),
          ),
        ]);
      }),
    ),
  ]);
}

import type { Element } from 'hast';
import { s } from 'hastscript';
import { lineKind, type LineKind } from '../lineage/graph.ts';
import { type LineageView, standingOf } from '../lineage/links.ts';
import type { Speaker } from '../page/speaker.ts';
import { arrowHead, drawBox, lineageBox, type LineageBox } from './lineage-box.ts';
import { round } from './shapes.ts';

const WIDTH = 640;
const COLUMNS = 3;
const BOX = 176;
const GAP = (WIDTH - COLUMNS * BOX) / (COLUMNS - 1);
const BETWEEN = 12;
const STANDINGS = ['from', 'to', 'alike'] as const;

/** A box with the kind of line that leads to it and its place. */
interface Placed {
  box: LineageBox;
  kind: LineKind;
  x: number;
  y: number;
}

/**
 * The lineage around a case: where it comes from on the left, where it went on the right, what it is compared with below. What
 * stands at the other end has one box, with its relation to the case in it. The list beside it says the same, with what shows it.
 */
export function caseLineage(
  id: string,
  links: readonly LineageView[],
  speaker: Speaker,
  { nameLang }: { nameLang: string },
): Element | undefined {
  if (links.length === 0) return undefined;
  const ends = endsAround(links, speaker, nameLang);
  const of = (standing: (typeof STANDINGS)[number]) => ends.filter((end) => end.standing === standing);
  const before = inColumn(of('from'), 0, 0);
  const after = inColumn(of('to'), WIDTH - BOX, 0);
  const here = lineageBox(id, speaker, { width: BOX });
  const rows = Math.max(bottomOf(before), bottomOf(after), here.height);
  const left = BOX + GAP;
  const top = (rows - here.height) / 2;
  const middle = rows / 2;
  // Below, in rows of three: each column hangs on one line, which the boxes are drawn over.
  const bus = rows + 14;
  const alike = of('alike').length === 1 ? [of('alike')] : columnsOf(of('alike'));
  const below = alike.map((column, index) => inColumn(column, alike.length === 1 ? left : index * (BOX + GAP), bus + 14));
  const height = Math.max(rows, ...below.map(bottomOf));
  const arrow = `arrow-${id}`;
  const curve = (from: readonly [number, number], to: readonly [number, number], kind: LineKind) => {
    const turn = round((from[0] + to[0]) / 2);
    const d = `M${from.map(round).join(' ')}C${turn} ${round(from[1])} ${turn} ${round(to[1])} ${to.map(round).join(' ')}`;
    return s('path', { className: ['link', `link-${kind}`], d, markerEnd: kind === 'alike' ? undefined : `url(#${arrow})` });
  };
  const centre = ({ box, y }: Placed) => y + box.height / 2;
  return s(
    'svg.case-lineage',
    {
      viewBox: `-1 -1 ${WIDTH + 2} ${round(height + 2)}`,
      role: 'group',
      ariaLabel: speaker.t('lineage.picture'),
    },
    [
      arrowHead(arrow),
      ...before.map((end) => curve([BOX, centre(end)], [left, middle], end.kind)),
      ...after.map((end) => curve([left + BOX, middle], [WIDTH - BOX, centre(end)], end.kind)),
      ...(below.length > 0 ? [s('path.link.link-alike', { d: hangers(below, middle, bus) })] : []),
      ...[...before, ...after, ...below.flat()].map(({ box, x, y }) => drawBox(box, [x, y], speaker)),
      drawBox(here, [left, top], speaker, true),
    ],
  );
}

/** What stands at the other ends, each once, where the strongest of its links puts it. */
function endsAround(links: readonly LineageView[], speaker: Speaker, nameLang: string) {
  const { registry, label, inverse } = speaker;
  const byEnd = Map.groupBy(links, ({ other, link }) => other ?? link.name ?? link.case ?? '');
  return [...byEnd].map(([end, views]) => {
    const standing = STANDINGS.find((each) => views.some((view) => standingOf(view, registry) === each))!;
    const first = views.find((view) => standingOf(view, registry) === standing)!;
    const relations = views.map(({ direction, link: { relation } }) =>
      direction === 'out' ? label('relations', relation) : inverse(relation),
    );
    const box = lineageBox(end, speaker, { width: BOX, nameLang, relation: [...new Set(relations)].join('; ') });
    return { standing, box, kind: lineKind(first.link.relation, registry) };
  });
}

type End = Pick<Placed, 'box' | 'kind'>;

function inColumn(ends: readonly End[], x: number, top: number): Placed[] {
  let y = top;
  return ends.map(({ box, kind }) => {
    const placed = { box, kind, x, y };
    y += box.height + BETWEEN;
    return placed;
  });
}

const bottomOf = (placed: readonly Placed[]) => Math.max(0, ...placed.map(({ box, y }) => y + box.height));

/** Dealt out to columns row by row. */
const columnsOf = (ends: readonly End[]): End[][] =>
  Array.from({ length: Math.min(COLUMNS, ends.length) }, (_none, column) =>
    ends.filter((_end, index) => index % COLUMNS === column),
  );

/** From the case down to a line across, and from there to the last box of each column. */
function hangers(columns: readonly (readonly Placed[])[], from: number, bus: number): string {
  const xs = columns.map(([first]) => first!.x + BOX / 2);
  const across = `M${WIDTH / 2} ${round(from)}V${round(bus)}M${Math.min(...xs, WIDTH / 2)} ${round(bus)}H${Math.max(...xs, WIDTH / 2)}`;
  return across + columns.map((column, index) => `M${xs[index]!} ${round(bus)}V${round(column.at(-1)!.y)}`).join('');
}

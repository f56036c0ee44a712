import type { Element } from 'hast';
import { h, s } from 'hastscript';
import { paths } from '../addresses.ts';
import { endsOf, lineageEdges, type LineageEdge, lineageGroups } from '../lineage/graph.ts';
import type { HtmlContent } from '../page/html.ts';
import type { Speaker } from '../page/speaker.ts';
import { viewRecord } from '../record/view.ts';
import { layOut } from './dot.ts';
import { arrowHead, drawBox, lineageBox, lineLabel } from './lineage-box.ts';
import { lineLegend } from './line-legend.ts';
import { figureWithTable } from './figure.ts';
import { round } from './shapes.ts';
import { textWidth, wrapText } from './text.ts';

const BOX = 168;
const LABEL = 10.5;
const LABEL_LINE = 12;
/** Groups with fewer links are drawn together. */
const LARGE = 4;
/** Links of a page. */
const MOST_LINKS = 150;

/** Cases that hang together, with the links between them. */
export interface LineagePart {
  id: string;
  title: string;
  edges: readonly LineageEdge[];
  /** Else its links are a table alone. */
  isDrawn: boolean;
}

/**
 * Who learned from whom, as far as the records say, in pages of a list: a part for each group of cases that hang together; last what
 * is only alike, as a table alone: drawn, it would have everything hang together with everything.
 */
export function lineagePages(speaker: Speaker, most = MOST_LINKS): LineagePart[][] {
  const { registry, t, locale } = speaker;
  const { lineages, alike } = lineageGroups(lineageEdges(registry.cases.values(), registry));
  const large = lineages.filter((edges) => edges.length >= LARGE);
  const around = large.map((edges): LineagePart => {
    const centre = centreOf(edges, speaker);
    const { name } = viewRecord(registry.cases.get(centre)!, locale.id).facts;
    return { id: `around-${centre}`, title: t('lineage.group', { name }), edges, isDrawn: true };
  });
  const small = lineages.slice(large.length).flat();
  const parts: LineagePart[] = [
    ...around,
    { id: 'small', title: t('lineage.group.small'), edges: small, isDrawn: true },
    { id: 'alike', title: t('lineage.alike'), edges: alike.flat(), isDrawn: false },
  ];
  const pages: LineagePart[][] = [];
  let room = 0;
  for (const part of parts.flatMap((each) => cutPart(each, most))) {
    if (pages.length === 0 || part.edges.length > room) {
      pages.push([]);
      room = most;
    }
    pages.at(-1)!.push(part);
    room -= part.edges.length;
  }
  return pages;
}

/** What is too large to be drawn and for one page, as tables of several. */
function cutPart(part: LineagePart, most: number): LineagePart[] {
  const { id, edges } = part;
  if (edges.length <= most) return edges.length > 0 ? [part] : [];
  return Array.from({ length: Math.ceil(edges.length / most) }, (_none, at) => ({
    ...part,
    id: at === 0 ? id : `${id}-${at + 1}`,
    edges: edges.slice(at * most, (at + 1) * most),
    isDrawn: false,
  }));
}

/** A picture and a table of a part, or the table alone. */
export function lineageFigure({ id, title, edges, isDrawn }: LineagePart, speaker: Speaker): Element {
  if (!isDrawn) return h('div.chart.chart-table', lineageTable(edges, speaker));
  const kinds = edges.map(({ kind }) => kind);
  return figureWithTable(
    {
      id: `figure-${id}`,
      className: 'lineage-map',
      picture: lineageDrawing(id, title, edges, speaker),
      caption: [lineLegend(kinds, speaker)],
      table: lineageTable(edges, speaker),
    },
    speaker,
  );
}

/** The case with the most links. */
function centreOf(edges: readonly LineageEdge[], { registry }: Speaker): string {
  const counts = new Map<string, number>();
  for (const end of edges.flatMap(({ from, to }) => [from, to]))
    if (registry.cases.has(end)) counts.set(end, (counts.get(end) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]![0];
}

/** The links as a drawing in the direction of time, at the size at which it is read. What it is about has a bold frame and leads nowhere. */
export function lineageDrawing(
  id: string,
  title: string,
  edges: readonly LineageEdge[],
  speaker: Speaker,
  about: ReadonlySet<string> = new Set(),
): Element {
  const { t } = speaker;
  const ends = endsOf(edges);
  const boxes = ends.map((end) => lineageBox(end, speaker, { width: BOX, nameLang: nameLanguage(end, edges, speaker) }));
  const labels = edges.map((edge) => wrapText(relationOf(edge, speaker), 9.5));
  const place = layOut(
    boxes,
    edges.map(({ from, to, kind }, index) => ({
      from: ends.indexOf(from),
      to: ends.indexOf(to),
      label: {
        width: Math.max(...labels[index]!.map(textWidth)) * LABEL + 6,
        height: labels[index]!.length * LABEL_LINE + 2,
      },
      isLoose: kind === 'alike',
    })),
  );
  const [width, height] = [Math.ceil(place.width) + 4, Math.ceil(place.height) + 4];
  const arrow = `arrow-${id}`;
  return s(
    'svg',
    {
      viewBox: `-2 -2 ${width} ${height}`,
      width,
      height,
      role: 'group',
      ariaLabel: `${title}. ${t('lineage.drawing', { count: edges.length })}`,
    },
    [
      arrowHead(arrow),
      ...place.edges.map(({ curve }, index) => {
        const { kind } = edges[index]!;
        const [start, ...rest] = curve.map((each) => each.map(round).join(' '));
        return s('path', {
          className: ['link', `link-${kind}`],
          d: `M${start}C${rest.join(' ')}`,
          markerEnd: kind === 'alike' ? undefined : `url(#${arrow})`,
        });
      }),
      ...place.edges.map(({ label }, index) => lineLabel(labels[index]!, label)),
      ...boxes.map((box, index) => drawBox(box, place.nodes[index]!, speaker, about.has(ends[index]!))),
    ],
  );
}

/** How the relation of a link is read in the direction of time. */
export const relationOf = ({ isTurned, link }: LineageEdge, { label, inverse }: Speaker): string =>
  isTurned ? inverse(link.relation) : label('relations', link.relation);

/** Something that we hold no case of is named in the language of the record that names it. */
function nameLanguage(end: string, edges: readonly LineageEdge[], { registry, tagOf }: Speaker): string {
  const teller = edges.find(({ from, to }) => from === end || to === end)!.teller;
  return tagOf(registry.cases.get(teller)!.facts.language);
}

/** One row for each link, with what the record says that links the two. */
function lineageTable(edges: readonly LineageEdge[], speaker: Speaker): Element {
  const { registry, t, label, locale, tagOf } = speaker;
  const end = (id: string): HtmlContent => {
    const record = registry.cases.get(id);
    if (!record) return h('span', { lang: nameLanguage(id, edges, speaker) }, id);
    const view = viewRecord(record, locale.id);
    return h('a', { href: paths.case(locale.id, id), lang: view.isFallback ? tagOf(view.language) : undefined }, view.facts.name);
  };
  const head = (['first', 'relation', 'then', 'note', 'basis'] as const).map((name) =>
    h('th', { scope: 'col' }, t(`lineage.column.${name}`)),
  );
  return h('table.stacks', [
    h('caption', t('lineage.table')),
    h('thead', h('tr', head)),
    h(
      'tbody',
      edges.map((edge) => {
        const { link, teller } = edge;
        const view = viewRecord(registry.cases.get(teller)!, locale.id);
        const note = view.facts.lineage!.find(({ id }) => id === link.id)!.note;
        return h('tr', [
          h('th', { scope: 'row' }, end(edge.from)),
          h('td', relationOf(edge, speaker)),
          h('td', end(edge.to)),
          h('td', { lang: view.isFallback ? tagOf(view.language) : undefined }, note),
          h('td', label('lineage-bases', link.basis)),
        ]);
      }),
    ),
  ]);
}

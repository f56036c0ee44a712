import { paths } from '../addresses.ts';
import { readStatementName } from '../case/statement.ts';
import { outcomeOf } from '../case/outcome.ts';
import type { CaseRecord } from '../case/record.ts';
import { casesByCountry } from '../chart/country-cases.ts';
import { lineageDrawing, relationOf } from '../chart/lineage-map.ts';
import { mapDrawing } from '../chart/region-map.ts';
import { standalone } from '../chart/standalone.ts';
import { REGION } from '../country/region.ts';
import { labName } from '../lab/record.ts';
import { lineageEdges, type LineageEdge } from '../lineage/graph.ts';
import type { Block, Run } from './document.ts';
import type { PackSource } from './source.ts';

/** Where the cases are: the map of the region with a mark for each, and a row for each country. */
export function regionChapter(cases: readonly CaseRecord[], { words, speaker, viewOf, caseRun }: PackSource): Block[] {
  const views = cases.map(viewOf);
  const inRegion = casesByCountry(views).filter(({ country }) => REGION.has(country));
  const count = inRegion.filter(({ outcomes }) => outcomes.length > 0).length;
  const byCountry = Map.groupBy(
    cases.flatMap((record) => [...new Set(record.facts.places.map(({ country }) => country))].map((code) => ({ code, record }))),
    ({ code }) => code,
  );
  const codes = [...byCountry.keys()].toSorted((a, b) => speaker.compare(speaker.country(a), speaker.country(b)));
  return [
    { type: 'heading', level: 1, id: 'region', text: words.say('pack.map') },
    ...(count > 0
      ? [
          {
            type: 'picture' as const,
            id: 'map',
            alt: words.say('pack.map.alt', { count, all: REGION.size }),
            caption: words.say('pack.map.caption'),
            ...standalone(mapDrawing(inRegion, speaker, 'map')),
          },
        ]
      : []),
    {
      type: 'table',
      caption: words.say('map.table'),
      head: [words.say('map.country'), words.say('pack.cases')],
      widths: [1, 3],
      rows: codes.map((code) => [
        [words.country(code)],
        byCountry
          .get(code)!
          .flatMap(({ record }): Run[] => [
            { ...caseRun(record), startsLine: true },
            words.label('outcomes', outcomeOf(record.facts.verdicts)),
          ]),
      ]),
    },
  ];
}

/** Who learned from whom, among the chosen cases and beyond, and which labs said that they try it: the drawing, and a row for each link. */
export function lineageChapter(cases: readonly CaseRecord[], source: PackSource): Block[] {
  const { words, registry, speaker, viewOf, caseRun } = source;
  const chosen = new Set(cases.map(({ id }) => id));
  const promises = promisedBy(source).filter(({ edge }) => chosen.has(edge.from));
  const links = lineageEdges(registry.cases.values(), registry).filter((edge) => isAbout(edge, chosen));
  const edges = [...links, ...promises.map(({ edge }) => edge)];
  if (edges.length === 0) return [];
  const end = (id: string, { teller, link }: LineageEdge): Run => {
    const record = registry.cases.get(id);
    return record ? caseRun(record) : words.of(viewOf(registry.cases.get(teller)!), `lineage.${link.id}.name`, id);
  };
  const relation = (edge: LineageEdge): Run => ({
    text: relationOf(edge, speaker),
    from: `label:relations/${edge.link.relation}`,
  });
  const title = words.say('lineage.title');
  const draw = (some: readonly LineageEdge[]) => standalone(lineageDrawing('pack', title.text, some, speaker, chosen));
  const among = edges.filter(({ from, to }) => chosen.has(from) && chosen.has(to));
  return [
    { type: 'heading', level: 1, id: 'lineage', text: title },
    {
      type: 'picture',
      id: 'lineage-drawing',
      alt: words.say('lineage.drawing', { count: edges.length }),
      caption: words.say('pack.lineage.picture'),
      ...draw(edges),
      ...(among.length > 0 && among.length < edges.length
        ? { lesser: { alt: words.say('lineage.drawing', { count: among.length }), ...draw(among) } }
        : {}),
    },
    {
      type: 'table',
      caption: words.say('pack.lineage.caption'),
      head: (['first', 'relation', 'then', 'basis'] as const).map((name) => words.say(`lineage.column.${name}`)),
      widths: [4, 3, 4, 2],
      rows: [
        ...links.map((edge) => [
          [end(edge.from, edge)],
          [relation(edge)],
          [end(edge.to, edge)],
          [words.label('lineage-bases', edge.link.basis)],
        ]),
        ...promises.map(({ edge, lab, href }) => [
          [end(edge.from, edge)],
          [relation(edge)],
          [words.lab(lab)],
          [{ ...words.say('session.commitments'), href }],
        ]),
      ],
    },
  ];
}

/** A link is shown when one end is a case of the session; of what is only alike, both. */
const isAbout = ({ from, to, kind }: LineageEdge, chosen: ReadonlySet<string>): boolean =>
  kind === 'alike' ? chosen.has(from) && chosen.has(to) : chosen.has(from) || chosen.has(to);

/** A lab that has said that it tries what a case taught was inspired by it, in its own words. */
function promisedBy({ registry, speaker, address }: PackSource): { edge: LineageEdge; lab: string; href: string }[] {
  return [...registry.commitments.values()].flatMap(({ id, facts: { lab, because } }) =>
    [...new Set(because.map((name) => readStatementName(name)!.case))].map((from) => ({
      edge: {
        ...{ from, to: labName(registry, lab), kind: 'descent' as const, teller: from, isTurned: true },
        link: { id, relation: 'inspired-by', note: '', basis: 'stated' as const, sources: [] },
      },
      lab,
      href: address(paths.record(speaker.locale.id, 'commitments', id)),
    })),
  );
}

import type { Element } from 'hast';
import { h } from 'hastscript';
import { labName } from '../../lab/record.ts';
import type { HtmlContent } from '../../page/html.ts';
import { figure } from '../../page/format-figure.ts';
import type { Case } from '../schema.ts';
import type { CasePage } from './page-data.ts';

const SHOWN = 3;

/** A summary of the case: one figure, three lessons, three conditions, cost, time and contact. */
export function glance(page: CasePage): Element {
  const { facts, speaker, lang, citations } = page;
  const { t, registry, label } = speaker;
  const words = (text: string) => h('span', { lang }, text);
  const told = (item: { text: string; sources: Case['sources'] } & Parameters<typeof figure>[0]): HtmlContent[] => [
    ...figure(item, speaker).flatMap((shown) => [shown, ' · ']),
    words(item.text),
    ...citations.links(item.sources),
  ];
  const items = (contents: HtmlContent[][]) =>
    contents.length > 0
      ? [
          h(
            'ul',
            contents.map((content) => h('li', content)),
          ),
        ]
      : [];
  const result = firstFigure(facts);
  const lessons = firstLessons(facts);
  const [cost] = facts.cost ?? [];
  const time = facts.effort?.time;
  const lead = facts.actors.find(({ role }) => role === 'lead');
  const rows: [string, HtmlContent[]][] = [
    ['figure', result ? told(result) : []],
    [
      'lessons',
      items(
        lessons.map(({ id, kind, text }) => [
          h('span', { className: ['lesson-kind', `kind-${kind}`] }, label('lesson-kinds', kind)),
          ' ',
          h('a', { href: `#lesson-${id}`, lang }, text),
        ]),
      ),
    ],
    ['depends', items(firstNeeds(facts, lessons).map((text) => [words(text)]))],
    ['cost', cost ? told(cost) : [t('cost.unknown')]],
    ['time', time ? told(time) : []],
    [
      'ask',
      [
        ...(lead ? [h('span', { lang: page.originalLang }, lead.name), ' · '] : []),
        t('glance.steward', { lab: labName(registry, facts.steward) }),
      ],
    ],
  ];
  return h('section.glance', { id: 'glance', ariaLabelledBy: 'glance-title' }, [
    h('h2', { id: 'glance-title' }, t('glance.title')),
    h(
      'dl',
      rows
        .filter(([, content]) => content.length > 0)
        .flatMap(([name, content]) => [h('dt', t(`glance.${name}`)), h('dd', content)]),
    ),
  ]);
}

/** The one figure: of what the case set out to do, if there is one. */
const firstFigure = ({ results, verdicts }: Case) =>
  results?.find(({ value, verdict }) => value !== undefined && verdict === verdicts[0]?.id) ??
  results?.find(({ value }) => value !== undefined);

/** Of each kind the lesson that is told in fewest words, what fails included; then others, all in the record's order. */
function firstLessons({ lessons = [] }: Case) {
  const short = lessons.toSorted((a, b) => a.text.length - b.text.length);
  const oneOfEach = (['fails', 'depends', 'works'] as const).flatMap((kind) => short.find((each) => each.kind === kind) ?? []);
  const chosen = new Set([...new Set([...oneOfEach, ...short])].slice(0, SHOWN));
  return lessons.filter((lesson) => chosen.has(lesson));
}

/** What it depends on: what another place would need, then lessons that say so and are not shown already. */
function firstNeeds({ transfer = [], lessons = [] }: Case, shown: readonly { id: string }[]): string[] {
  const others = lessons.filter(({ id, kind }) => kind === 'depends' && !shown.some((lesson) => lesson.id === id));
  return [...transfer, ...others].slice(0, SHOWN).map(({ text }) => text);
}

import type { Element } from 'hast';
import { h } from 'hastscript';
import { labName } from '../../lab/record.ts';
import type { HtmlContent } from '../../page/html.ts';
import { figure } from '../../page/format-figure.ts';
import type { CasePage } from './page-data.ts';

const SHOWN = 3;

/** A summary of the case: one figure, three lessons, three conditions, cost, time and contact. */
export function glance(page: CasePage): Element {
  const { facts, speaker, lang, citations } = page;
  const { t, registry } = speaker;
  const words = (text: string) => h('span', { lang }, text);
  const result =
    facts.results?.find(({ value, verdict }) => value !== undefined && verdict === facts.verdicts[0]?.id) ??
    facts.results?.find(({ value }) => value !== undefined);
  const lessons = (facts.lessons ?? []).slice(0, SHOWN);
  const needs = [...(facts.transfer ?? []), ...(facts.lessons ?? []).filter(({ kind }) => kind === 'depends')].slice(0, SHOWN);
  const [cost] = facts.cost ?? [];
  const time = facts.effort?.time;
  const lead = facts.actors.find(({ role }) => role === 'lead');
  const rows: [string, HtmlContent[]][] = [
    ['figure', result ? [...figure(result, speaker), ' ', words(result.text), ...citations.links(result.sources)] : []],
    [
      'lessons',
      lessons.length > 0
        ? [
            h(
              'ul',
              lessons.map(({ id, kind, text }) =>
                h('li', [
                  h('span.lesson-kind', speaker.label('lesson-kinds', kind)),
                  ' ',
                  h('a', { href: `#lesson-${id}`, lang }, text),
                ]),
              ),
            ),
          ]
        : [],
    ],
    [
      'depends',
      needs.length > 0
        ? [
            h(
              'ul',
              needs.map(({ text }) => h('li', { lang }, text)),
            ),
          ]
        : [],
    ],
    ['cost', cost ? [...figure(cost, speaker), ' ', words(cost.text), ...citations.links(cost.sources)] : [t('cost.unknown')]],
    ['time', time ? [...figure(time, speaker), ' ', words(time.text), ...citations.links(time.sources)] : []],
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

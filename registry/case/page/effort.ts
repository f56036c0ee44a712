import type { Element } from 'hast';
import { h } from 'hastscript';
import type { HtmlContent } from '../../page/html.ts';
import { figure } from '../../page/format-figure.ts';
import type { CasePage } from './page-data.ts';

/** Costs as each source gives them, time, people, consent and law; and what the sources do not report. */
export function effort({ facts, citations, lang, speaker }: CasePage): Element | undefined {
  const { t, label, date, list } = speaker;
  const { time, team, agreements, law } = facts.effort ?? {};
  const words = (text: string) => h('span', { lang }, text);
  const measured = (item: typeof time): HtmlContent[] =>
    item ? [...figure(item, speaker), ' ', words(item.text), ...citations.links(item.sources)] : [];
  const rows: [string, HtmlContent[]][] = [
    [
      'cost',
      facts.cost
        ? [
            h(
              'ul',
              facts.cost.map((cost) =>
                h('li', { id: `cost-${cost.id}` }, [
                  ...figure(cost, speaker),
                  ' ',
                  words(cost.text),
                  ...(cost.year === undefined ? [] : [` (${date(cost.year)})`]),
                  ...(cost.by ? [' — ', h('span', { lang }, cost.by)] : []),
                  ...citations.links(cost.sources),
                ]),
              ),
            ),
          ]
        : [],
    ],
    ['time', measured(time)],
    ['team', measured(team)],
    [
      'agreements',
      agreements
        ? [
            h(
              'ul',
              agreements.map(({ text, sources }) => h('li', [words(text), ...citations.links(sources)])),
            ),
          ]
        : [],
    ],
    ['law', law ? [words(law.text), ...citations.links(law.sources)] : []],
    ['not-reported', facts.notReported ? [list(facts.notReported.map((id) => label('sought', id)))] : []],
  ];
  const rowsWithContent = rows.filter(([, content]) => content.length > 0);
  if (rowsWithContent.length === 0) return undefined;
  return h(
    'dl.facts.wide',
    rowsWithContent.flatMap(([name, content]) => [h('dt', t(`effort.${name}`)), h('dd', content)]),
  );
}

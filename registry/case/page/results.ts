import type { Element } from 'hast';
import { h } from 'hastscript';
import { figure } from '../../page/format-figure.ts';
import { outcomeMark } from '../../page/marks.ts';
import { statementTools } from '../../page/statement-tools.ts';
import type { Result, Verdict } from '../schema.ts';
import type { CasePage } from './page-data.ts';

/** Results under their verdict: figure, claim, group, time and method of knowing. */
export function results(page: CasePage): Element[] {
  const { facts } = page;
  const all = facts.results ?? [];
  const groups = facts.verdicts.map((verdict) => ({ verdict, items: all.filter((result) => result.verdict === verdict.id) }));
  const rest = all.filter(({ verdict }) => !facts.verdicts.some(({ id }) => id === verdict));
  return [
    ...groups.flatMap(({ verdict, items }) => [...about(verdict, page), ...(items.length > 0 ? [list(items, page)] : [])]),
    ...(rest.length > 0 ? [list(rest, page)] : []),
  ];
}

/** The verdict that the results below it are about, and what its evidence is, which a phone has no room for at the top. */
const about = ({ about: words, outcome, evidence }: Verdict, { lang, speaker }: CasePage) => [
  h('h3.about-verdict', [outcomeMark(outcome, speaker), ': ', h('span.about', { lang }, words)]),
  h('p.evidence-note', { lang }, evidence.note),
];

const list = (items: readonly Result[], page: CasePage) =>
  h(
    'ul.results',
    items.map((result) => item(result, page)),
  );

function item(result: Result, { citations, lang, addresses, speaker }: CasePage): Element {
  const { t, label, date } = speaker;
  const details = [
    ...(result.value === undefined ? [] : [h('span', label('directions', result.direction))]),
    ...(result.who ? [h('span', { lang }, result.who)] : []),
    ...(result.date === undefined ? [] : [h('span', date(result.date))]),
    ...(result.design ? [h('span', label('designs', result.design))] : []),
    ...(result.strength === undefined ? [] : [h('span', t('evidence.short', { strength: result.strength }))]),
    ...(result.unintended ? [h('span.tag', t('results.unintended'))] : []),
  ];
  const first =
    result.value === undefined ? [h('span.figure-none', label('directions', result.direction))] : figure(result, speaker);
  return h('li.result', { id: `result-${result.id}` }, [
    h('p.result-figure', first),
    h('div.result-words', [
      h('p.result-text', [h('span', { lang }, result.text), ...citations.links(result.sources)]),
      ...(details.length > 0
        ? [
            h(
              'p.result-about',
              details.flatMap((part, index) => (index > 0 ? [' · ', part] : [part])),
            ),
          ]
        : []),
      statementTools(`result-${result.id}`, addresses.cite, speaker),
    ]),
  ]);
}

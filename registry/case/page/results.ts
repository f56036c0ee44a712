import type { Element } from 'hast';
import { h } from 'hastscript';
import { figure } from '../../page/format-figure.ts';
import type { Result } from '../schema.ts';
import type { CasePage } from './page-data.ts';

/** Results under their verdict: figure, claim, group, time and method of knowing. */
export function results(page: CasePage): Element[] {
  const { facts, lang } = page;
  const all = facts.results ?? [];
  const groups = facts.verdicts.map(({ id, about }) => ({ id, about, items: all.filter(({ verdict }) => verdict === id) }));
  const rest = all.filter(({ verdict }) => !facts.verdicts.some(({ id }) => id === verdict));
  return [
    ...groups
      .filter(({ items }) => items.length > 0)
      .flatMap(({ about, items }) => [
        ...(groups.length > 1 ? [h('h3.about', { lang }, about[0]!.toLocaleUpperCase() + about.slice(1))] : []),
        list(items, page),
      ]),
    ...(rest.length > 0 ? [list(rest, page)] : []),
  ];
}

const list = (items: readonly Result[], page: CasePage) =>
  h(
    'ul.results',
    items.map((result) => item(result, page)),
  );

function item(result: Result, { citations, lang, speaker }: CasePage): Element {
  const { t, label, date } = speaker;
  const about = [
    ...(result.who ? [h('span', { lang }, result.who)] : []),
    ...(result.date === undefined ? [] : [h('span', date(result.date))]),
    ...(result.design ? [h('span', label('designs', result.design))] : []),
    ...(result.strength === undefined ? [] : [h('span', t('evidence.short', { strength: result.strength }))]),
    ...(result.unintended ? [h('span.tag', t('results.unintended'))] : []),
  ];
  return h('li', { id: `result-${result.id}`, className: ['result', `direction-${result.direction}`] }, [
    h(
      'p.result-figure',
      result.value === undefined ? [h('span.figure-none', label('directions', result.direction))] : figure(result, speaker),
    ),
    h('div.result-words', [
      h('p.result-text', [h('span', { lang }, result.text), ...citations.links(result.sources)]),
      h('p.result-about', [
        ...(result.value === undefined
          ? []
          : [h('span', label('directions', result.direction)), ...(about.length > 0 ? [' · '] : [])]),
        ...about.flatMap((part, index) => (index > 0 ? [' · ', part] : [part])),
      ]),
    ]),
  ]);
}

import type { Element } from 'hast';
import { h } from 'hastscript';
import type { CasePage } from './page-data.ts';

/** Milestones with their dates and results; then the current state of the policy. */
export function milestones({ facts, citations, lang, speaker: { label, date, t } }: CasePage): Element[] {
  const { milestones: items, since } = facts;
  return [
    ...(since
      ? [
          h('p.since', [
            h('span.kicker', t('since.asOf', { date: date(since.asOf) })),
            ' ',
            h('span', { lang }, since.text),
            ...citations.links(since.sources),
          ]),
        ]
      : []),
    ...(items
      ? [
          h(
            'ul.milestones',
            items.map((milestone) =>
              h('li', { id: `milestone-${milestone.id}` }, [
                ...(milestone.due === undefined ? [] : [h('span.due', date(milestone.due))]),
                h('span', [
                  h('span', { lang }, milestone.text),
                  ...citations.links(milestone.sources),
                  ' ',
                  h('span.tag', label('milestone-statuses', milestone.status)),
                ]),
              ]),
            ),
          ),
        ]
      : []),
  ];
}

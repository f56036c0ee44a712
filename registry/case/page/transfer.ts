import type { Element } from 'hast';
import { h } from 'hastscript';
import type { CasePage } from './page-data.ts';

/** Requirements for another place, and effects beyond the case's own field. */
export function transfer({ facts, citations, lang, speaker: { t } }: CasePage): Element[] {
  return [
    ...(facts.transfer
      ? [
          h('h3', t('case.transfer')),
          h(
            'ul.transfer',
            facts.transfer.map(({ id, text, basis, sources }) =>
              h('li', { id: `transfer-${id}` }, [
                h('span', { lang }, text),
                ...citations.links(sources),
                ...(basis === 'derived' ? [' ', h('span.tag', t('lesson.derived'))] : []),
              ]),
            ),
          ),
        ]
      : []),
    ...(facts.spillovers
      ? [
          h('h3', t('case.spillovers')),
          h(
            'ul.transfer',
            facts.spillovers.map(({ id, text, sources }) =>
              h('li', { id: `spillover-${id}` }, [h('span', { lang }, text), ...citations.links(sources)]),
            ),
          ),
        ]
      : []),
  ];
}

import type { Element } from 'hast';
import { h } from 'hastscript';
import { statementTools } from '../../page/statement-tools.ts';
import type { CasePage } from './page-data.ts';

/** The lessons of a case, each with an address of its own. */
export const lessons = ({ facts, citations, lang, addresses, speaker }: CasePage): Element => {
  const { t, label } = speaker;
  return h(
    'ol.lessons',
    (facts.lessons ?? []).map(({ id, kind, text, basis, conditions, caveat, sources }) =>
      h('li', { id: `lesson-${id}`, className: ['lesson', `lesson-${kind}`] }, [
        h('p.lesson-kind', label('lesson-kinds', kind)),
        h('p.lesson-text', [
          h('span', { lang }, text),
          ...citations.links(sources),
          ...(basis === 'derived' ? [' ', h('span.tag', t('lesson.derived'))] : []),
        ]),
        ...[['conditions', conditions] as const, ['caveat', caveat] as const].flatMap(([name, words]) =>
          words ? [h('p.lesson-conditions', [h('span.kicker', t(`lesson.${name}`)), ' ', h('span', { lang }, words)])] : [],
        ),
        statementTools(`lesson-${id}`, text, addresses.cite, speaker),
      ]),
    ),
  );
};

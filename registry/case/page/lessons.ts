import type { Element } from 'hast';
import { h } from 'hastscript';
import { paths } from '../../addresses.ts';
import { commitmentsOf } from '../../commitment/board.ts';
import { labName } from '../../lab/record.ts';
import type { Speaker } from '../../page/speaker.ts';
import { statementTools } from '../../page/statement-tools.ts';
import type { CasePage } from './page-data.ts';

/** The lessons of a case, each with an address of its own. */
export const lessons = ({ view, facts, citations, lang, addresses, speaker }: CasePage): Element => {
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
        ...followedBy(`${view.id}#lesson-${id}`, speaker),
        statementTools(`lesson-${id}`, addresses.cite, speaker),
      ]),
    ),
  );
};

/** Which labs have said that they try it. */
function followedBy(statement: string, { t, locale, registry }: Speaker): Element[] {
  const made = commitmentsOf(registry, { because: statement }, '');
  if (made.length === 0) return [];
  const links = made.map(({ id, facts }) =>
    h('a', { href: paths.record(locale.id, 'commitments', id) }, labName(registry, facts.lab)),
  );
  return [
    h('p.lesson-conditions', [
      h('span.kicker', t('lesson.tried', { count: made.length })),
      ' ',
      ...links.flatMap((link, index) => (index > 0 ? [', ', link] : [link])),
    ]),
  ];
}

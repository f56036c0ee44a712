import type { Element } from 'hast';
import { h } from 'hastscript';
import { paths } from '../addresses.ts';
import { forWhat } from '../case/for-what.ts';
import { outcomeOf } from '../case/outcome.ts';
import type { CaseView } from '../case/record.ts';
import { outcomeMark } from '../page/marks.ts';
import type { Speaker } from '../page/speaker.ts';

const SCOPES = ['horizontal', 'vertical', 'mixed'] as const;
const TYPES = ['public-input', 'market-intervention', 'mixed'] as const;

/** A cell has so many cases at most, those with the strongest evidence. */
const MOST = 30;
const strengthOf = ({ facts }: CaseView) => Math.max(...facts.verdicts.map(({ evidence }) => evidence.strength));

/** Cases by how wide a policy reaches and how it intervenes; a degree sign where we infer it. Those that do not say are counted below. */
export function policyMatrix(views: readonly CaseView[], speaker: Speaker): Element {
  const { t, label, locale, tagOf } = speaker;
  const item = (view: CaseView) => {
    const { facts, id } = view;
    const lang = view.isFallback ? tagOf(view.language) : undefined;
    return h('li', [
      h('a', { href: paths.case(locale.id, id), lang }, facts.name),
      ...(facts.policyMix?.basis === 'inferred' ? [h('abbr', { title: label('bases', 'inferred') }, '°')] : []),
      ' ',
      outcomeMark(outcomeOf(facts.verdicts), speaker),
      ' ',
      h(
        'span.about.small',
        { lang },
        forWhat(facts.verdicts, (outcome) => speaker.inSentence('outcomes', outcome)),
      ),
    ]);
  };
  const cell = (scope: string, type: string) => {
    const found = views.filter(({ facts: { policyMix } }) => policyMix?.scope === scope && policyMix.type === type);
    const head = { dataHead: label('policy-types', type) };
    if (found.length === 0) return h('td', head, t('gaps.nobody'));
    if (found.length <= MOST) return h('td', head, h('ul', found.map(item)));
    const strongest = found.toSorted((a, b) => strengthOf(b) - strengthOf(a)).slice(0, MOST);
    const more = h('a', { href: paths.cases(locale.id) }, t('known.more', { count: found.length - MOST }));
    return h('td', head, [h('ul', strongest.map(item)), h('p.small', more)]);
  };
  const silent = views.filter(({ facts }) => facts.policyMix === undefined).length;
  return h('div', [
    h('table.grid.stacks.policy-matrix', [
      h('caption', t('gaps.mix.caption')),
      h('thead', h('tr', [h('td'), ...TYPES.map((type) => h('th', { scope: 'col' }, label('policy-types', type)))])),
      h(
        'tbody',
        SCOPES.map((scope) =>
          h('tr', [h('th', { scope: 'row' }, label('policy-scopes', scope)), ...TYPES.map((type) => cell(scope, type))]),
        ),
      ),
    ]),
    h('p.small', [t('gaps.mix.note'), ' ', t('gaps.mix.silent', { count: silent })]),
  ]);
}

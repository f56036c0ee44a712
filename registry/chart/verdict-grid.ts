import type { Element } from 'hast';
import { h, s } from 'hastscript';
import { paths } from '../addresses.ts';
import type { CaseView } from '../case/record.ts';
import { OUTCOMES, STRENGTHS } from '../case/schema.ts';
import { evidenceMark, outcomeMark } from '../page/marks.ts';
import type { Speaker } from '../page/speaker.ts';
import { round } from './shapes.ts';

const SIDE = 44;

/** How verdicts went by how far their evidence goes: each number with a disc of its size. */
export function verdictGrid(views: readonly CaseView[], speaker: Speaker): Element {
  const { t, number, locale } = speaker;
  const verdicts = views.flatMap(({ facts }) => facts.verdicts);
  const count = (outcome: string, strength: number) =>
    verdicts.filter((verdict) => verdict.outcome === outcome && verdict.evidence.strength === strength).length;
  const most = Math.max(1, ...STRENGTHS.flatMap((strength) => OUTCOMES.map((outcome) => count(outcome, strength))));
  return h('table.grid.verdict-grid', [
    h('caption', t('gaps.verdicts.caption', { count: verdicts.length })),
    h(
      'thead',
      h('tr', [
        h('th', { scope: 'col' }, t('fact.evidence')),
        ...OUTCOMES.map((outcome) => h('th', { scope: 'col' }, outcomeMark(outcome, speaker))),
      ]),
    ),
    h(
      'tbody',
      STRENGTHS.toReversed().map((strength) =>
        h('tr', [
          h(
            'th',
            { scope: 'row' },
            h('a', { href: paths.evidenceAtLeast(locale.id, strength) }, evidenceMark(strength, speaker)),
          ),
          ...OUTCOMES.map((outcome) => {
            const found = count(outcome, strength);
            return h(
              'td',
              found === 0
                ? '0'
                : [
                    s(
                      'svg',
                      { className: [`outcome-${outcome}`], width: SIDE, height: SIDE, ariaHidden: 'true' },
                      s('circle', {
                        cx: SIDE / 2,
                        cy: SIDE / 2,
                        r: round(Math.sqrt(found / most) * (SIDE / 2 - 1)),
                        fill: 'currentColor',
                      }),
                    ),
                    h('span', number(found)),
                  ],
            );
          }),
        ]),
      ),
    ),
  ]);
}

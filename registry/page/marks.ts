import type { Element } from 'hast';
import { h, s } from 'hastscript';
import { paths } from '../addresses.ts';
import type { Outcome } from '../case/schema.ts';
import type { Speaker } from './speaker.ts';

/** The symbol of an outcome, always with its word. */
export const outcomeMark = (outcome: Outcome, { label }: Pick<Speaker, 'label'>): Element =>
  h('span', { className: ['outcome', `outcome-${outcome}`] }, [
    symbol('mark', 16, `outcome-${outcome}`),
    h('span', label('outcomes', outcome)),
  ]);

/** The strength of evidence as filled bars with number and words; optionally linked to the published rule. */
export function evidenceMark(strength: number, { t, label, locale }: Speaker, { isLinked = false } = {}): Element {
  const words = t('evidence.mark', { strength, label: label('evidence-strength', strength) });
  return h('span.evidence', [
    symbol('ladder', 20, `evidence-${strength}`),
    isLinked ? h('a', { href: `${paths.evidence(locale.id)}#strength-${strength}` }, words) : h('span', words),
  ]);
}

const symbol = (className: string, size: number, name: string) =>
  s('svg', { className: [className], width: size, height: size, ariaHidden: 'true' }, s('use', { href: `/marks.svg#${name}` }));

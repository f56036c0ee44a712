import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Speaker } from './speaker.ts';

export interface FigureFacts {
  value?: number | undefined;
  qualifier?: string | undefined;
  unit?: string | undefined;
  currency?: string | undefined;
}

/** Its qualifier, its value in the locale's notation, its unit, as far as it has them; none without a value. */
function partsOf(
  { value, qualifier, unit, currency }: FigureFacts,
  { label, unit: unitName, number, money }: Speaker,
): [string, string][] {
  if (value === undefined) return [];
  return [
    ...(qualifier ? [['qualifier', label('qualifiers', qualifier)] as [string, string]] : []),
    ['value', currency ? money(value, currency) : number(value)],
    ...(unit ? [['unit', unitName(unit, value)] as [string, string]] : []),
  ];
}

/** A figure for a page; empty without a value. */
export function figure(facts: FigureFacts, speaker: Speaker): Element[] {
  const parts = partsOf(facts, speaker);
  if (parts.length === 0) return [];
  return [
    h(
      'span.figure',
      parts.flatMap(([name, words], index) => [...(index > 0 ? [' '] : []), h(`span.${name}`, words)]),
    ),
  ];
}

/** A figure in words alone; empty without a value. */
export const figureWords = (facts: FigureFacts, speaker: Speaker): string =>
  partsOf(facts, speaker)
    .map(([, words]) => words)
    .join(' ');

import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Speaker } from './speaker.ts';

export interface FigureFacts {
  value?: number | undefined;
  qualifier?: string | undefined;
  unit?: string | undefined;
  currency?: string | undefined;
}

/** Formats a figure with its qualifier and unit or currency in the locale's notation; empty without a value. */
export function figure({ value, qualifier, unit, currency }: FigureFacts, { label, number, money }: Speaker): Element[] {
  if (value === undefined) return [];
  return [
    h('span.figure', [
      ...(qualifier ? [h('span.qualifier', label('qualifiers', qualifier)), ' '] : []),
      h('span.value', currency ? money(value, currency) : number(value)),
      ...(unit ? [' ', h('span.unit', label('units', unit))] : []),
    ]),
  ];
}

import type { Element } from 'hast';
import { s } from 'hastscript';
import type { Outcome } from '../case/schema.ts';

/** The side of a mark in pictures, in their units. */
export const MARK_SIZE = 20;

/** Numbers of a picture with one decimal: a tenth of a unit is less than anybody sees. */
export const round = (value: number): number => Math.round(value * 10) / 10;

/** The mark of an outcome in a picture, with its upper left corner at a place. Pictures say its word too. */
export const mark = (outcome: Outcome, x: number, y: number, size = MARK_SIZE): Element =>
  s('use', {
    className: [`outcome-${outcome}`],
    href: `/marks.svg#outcome-${outcome}`,
    x: round(x),
    y: round(y),
    width: size,
    height: size,
  });

import { finding } from '../../finding/finding.ts';
import { proseOf } from '../../record/passages.ts';
import { styleFinders } from '../../style/finders.ts';
import type { CaseRule } from '../record.ts';

const NAMES = new Set(['title', 'name']);

/** A title names what was done and where; the verdicts judge it, with their evidence. */
export const checkJudgingTitle: CaseRule = (record, { style }) => {
  if (!style) return [];
  return proseOf(record).flatMap(({ locale, passages }) =>
    passages.flatMap(({ field, text, placeOf }) => {
      const [found] = NAMES.has(field) ? styleFinders(style, locale).judging(text) : [];
      return found ? [finding('title-judges', placeOf(), { given: found.text, field })] : [];
    }),
  );
};

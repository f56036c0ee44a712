import { finding } from '../../finding/finding.ts';
import { proseOf } from '../../record/passages.ts';
import type { CaseRule } from '../record.ts';
import { styleFinders } from '../../style/finders.ts';

const LESSON = /^lessons\.[^.]+\.text$/;

/** A lesson states what happened and where, and does not advise others. */
export const checkLessonAdvice: CaseRule = (record, { style }) => {
  if (!style) return [];
  return proseOf(record).flatMap(({ locale, passages }) =>
    passages.flatMap(({ field, text, placeOf }) => {
      const first = LESSON.test(field)
        ? styleFinders(style, locale)
            .advising(text)
            .find(({ index }) => index === 0)
        : undefined;
      return first ? [finding('lesson-advises', placeOf(), { given: first.text, field })] : [];
    }),
  );
};

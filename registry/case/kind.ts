import { alpha2 } from '../country/country.ts';
import { defineKind } from '../record/record.ts';
import { checkCountries } from './rules/country.ts';
import { checkEvidenceStrength } from './rules/evidence-strength.ts';
import { checkFigureUnits } from './rules/figure-unit.ts';
import { checkFolder } from './rules/folder.ts';
import { checkJudgingTitle } from './rules/judging-title.ts';
import { checkLessonAdvice } from './rules/lesson-advice.ts';
import { checkLessonRepeats } from './rules/lesson-repeat.ts';
import { checkLineageCycles } from './rules/lineage-cycle.ts';
import { checkLineageTargets } from './rules/lineage-target.ts';
import { checkOutcomeBasis } from './rules/outcome-basis.ts';
import { checkPeriod } from './rules/period.ts';
import { checkStopReason } from './rules/stop-reason.ts';
import { type Case, caseSchema } from './schema.ts';
import { SECTIONS } from './sections.ts';

/** A case: something that was tried, where and by whom, and what came of it. */
export const caseKind = defineKind<Case>({
  id: 'case',
  folder: 'cases',
  group: {
    name: 'country',
    pattern: /[a-z]{3}/,
    isKnown: (group) => group === 'int' || alpha2(group.toUpperCase()) !== undefined,
  },
  title: 'title',
  schema: caseSchema,
  sections: { vocabulary: 'sections', ids: SECTIONS },
  rules: [
    checkFolder,
    checkCountries,
    checkPeriod,
    checkStopReason,
    checkLineageTargets,
    checkLineageCycles,
    checkOutcomeBasis,
    checkEvidenceStrength,
    checkJudgingTitle,
    checkLessonAdvice,
    checkLessonRepeats,
    checkFigureUnits,
  ],
});

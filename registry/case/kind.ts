import { ASKED } from './asked.ts';
import { alpha2 } from '../country/country.ts';
import { defineKind } from '../record/record.ts';
import { checkClaimedSilence } from './rules/claimed-silence.ts';
import { checkCostSpeaker } from './rules/cost-speaker.ts';
import { checkCountries } from './rules/country.ts';
import { checkEvidenceStrength } from './rules/evidence-strength.ts';
import { checkNoChange, checkResultStrength, checkVerdictStrength } from './rules/result-strength.ts';
import { checkFigureUnits } from './rules/figure-unit.ts';
import { checkFolder } from './rules/folder.ts';
import { checkJudgingTitle } from './rules/judging-title.ts';
import { checkLessonAdvice } from './rules/lesson-advice.ts';
import { checkLessonRepeats } from './rules/lesson-repeat.ts';
import { checkLineageCycles } from './rules/lineage-cycle.ts';
import { checkLineageTargets } from './rules/lineage-target.ts';
import { checkOutcomeBasis } from './rules/outcome-basis.ts';
import { checkPeriod } from './rules/period.ts';
import { checkSought } from './rules/sought.ts';
import { checkSpeakers } from './rules/speaker.ts';
import { checkStopReason } from './rules/stop-reason.ts';
import { checkEvidenceNote } from './rules/untold-evidence.ts';
import { checkVerdictOfResult } from './rules/verdict-of-result.ts';
import { checkVerdictSources } from './rules/verdict-source.ts';
import { type Case, caseSchema } from './schema.ts';
import { SECTIONS } from './sections.ts';

/** A case: a policy that was tried, by whom and where, and its results. */
export const caseKind = defineKind<Case>({
  id: 'case',
  folder: 'cases',
  group: {
    name: 'country',
    pattern: /[a-z]{3}/,
    isKnown: (group) => group === 'int' || alpha2(group.toUpperCase()) !== undefined,
  },
  title: 'title',
  question: 'problem',
  schema: caseSchema,
  sections: { vocabulary: 'sections', ids: SECTIONS, anchors: { context: 'what-was-done' } },
  rules: [
    checkFolder,
    checkCountries,
    checkPeriod,
    checkStopReason,
    checkLineageTargets,
    checkOutcomeBasis,
    checkEvidenceStrength,
    checkResultStrength,
    checkNoChange,
    checkVerdictStrength,
    checkEvidenceNote,
    checkVerdictOfResult,
    checkVerdictSources,
    checkSpeakers,
    checkClaimedSilence,
    checkCostSpeaker,
    checkSought,
    checkJudgingTitle,
    checkLessonAdvice,
    checkLessonRepeats,
    checkFigureUnits,
  ],
  rulesAmong: [checkLineageCycles],
  askedFields: ASKED,
});

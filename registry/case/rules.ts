import { checkBodyCitations } from '../record/rules/body-citation.ts';
import { checkBodySize } from '../record/rules/body-size.ts';
import { checkConcepts } from '../record/rules/concept.ts';
import { checkFigureSources } from '../record/rules/figure-source.ts';
import { checkHeadings } from '../record/rules/heading.ts';
import { checkHiddenCharacters } from '../record/rules/hidden-character.ts';
import { checkHtml } from '../record/rules/html.ts';
import { checkItemIds } from '../record/rules/item-id.ts';
import { checkKeyOrder } from '../record/rules/key-order.ts';
import { checkLanguage } from '../record/rules/language.ts';
import { checkLinks } from '../record/rules/link.ts';
import { checkReferences } from '../record/rules/reference.ts';
import { checkReviewDate } from '../record/rules/review-date.ts';
import { checkTitle } from '../record/rules/title.ts';
import { checkTranslations } from '../record/rules/translation.ts';
import type { CaseRule } from '../rule.ts';
import { checkCountries } from './rules/country.ts';
import { checkEvidenceStrength } from './rules/evidence-strength.ts';
import { checkFigureUnits } from './rules/figure-unit.ts';
import { checkFolder } from './rules/folder.ts';
import { checkLineageCycles } from './rules/lineage-cycle.ts';
import { checkLineageTargets } from './rules/lineage-target.ts';
import { checkOutcomeBasis } from './rules/outcome-basis.ts';
import { checkPeriod } from './rules/period.ts';
import { checkStopReason } from './rules/stop-reason.ts';

/** What is asked of every case, from its facts to its words. */
export const caseRules: readonly CaseRule[] = [
  checkLanguage,
  checkFolder,
  checkItemIds,
  checkConcepts,
  checkReferences,
  checkCountries,
  checkPeriod,
  checkStopReason,
  checkLineageTargets,
  checkLineageCycles,
  checkOutcomeBasis,
  checkEvidenceStrength,
  checkFigureUnits,
  checkReviewDate,
  checkHiddenCharacters,
  checkKeyOrder,
  checkTitle,
  checkTranslations,
  checkBodySize,
  checkHeadings,
  checkHtml,
  checkLinks,
  checkBodyCitations,
  checkFigureSources,
];

import type { CaseRule } from '../rule.ts';
import { checkBodyCitations } from './rules/body-citation.ts';
import { checkBodySize } from './rules/body-size.ts';
import { checkConcepts } from './rules/concept.ts';
import { checkCountries } from './rules/country.ts';
import { checkEvidenceStrength } from './rules/evidence-strength.ts';
import { checkFigureSources } from './rules/figure-source.ts';
import { checkFigureUnits } from './rules/figure-unit.ts';
import { checkFolder } from './rules/folder.ts';
import { checkHeadings } from './rules/heading.ts';
import { checkHiddenCharacters } from './rules/hidden-character.ts';
import { checkHtml } from './rules/html.ts';
import { checkItemIds } from './rules/item-id.ts';
import { checkKeyOrder } from './rules/key-order.ts';
import { checkLanguage } from './rules/language.ts';
import { checkLineageCycles } from './rules/lineage-cycle.ts';
import { checkLineageTargets } from './rules/lineage-target.ts';
import { checkLinks } from './rules/link.ts';
import { checkOutcomeBasis } from './rules/outcome-basis.ts';
import { checkPeriod } from './rules/period.ts';
import { checkReferences } from './rules/reference.ts';
import { checkReviewDate } from './rules/review-date.ts';
import { checkStopReason } from './rules/stop-reason.ts';
import { checkTitle } from './rules/title.ts';
import { checkTranslations } from './rules/translation.ts';

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

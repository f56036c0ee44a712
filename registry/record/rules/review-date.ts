import { finding } from '../../finding/finding.ts';
import type { CaseRule } from '../../rule.ts';

/** A record says until when somebody has looked after it; past that day readers are told. */
export const checkReviewDate: CaseRule = ({ facts, source }, _registry, { today }) =>
  facts.reviewBy >= today ? [] : [finding('review-overdue', source.yaml.locate(['reviewBy']), { given: facts.reviewBy })];

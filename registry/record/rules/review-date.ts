import { finding } from '../../finding/finding.ts';
import type { RuleAmong } from '../record.ts';

/** A record is outdated after its review date; readers see a notice. */
export const checkReviewDate: RuleAmong = ({ facts: { reviewBy }, source }, _registry, { today }) =>
  reviewBy === undefined || reviewBy >= today
    ? []
    : [finding('review-overdue', source.yaml.locate(['reviewBy']), { given: reviewBy })];

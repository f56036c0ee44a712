import { finding } from '../../finding/finding.ts';
import type { RuleAmong } from '../record.ts';

/** A record that says until when somebody has looked after it is old past that day, and readers are told. */
export const checkReviewDate: RuleAmong = ({ facts: { reviewBy }, source }, _registry, { today }) =>
  reviewBy === undefined || reviewBy >= today
    ? []
    : [finding('review-overdue', source.yaml.locate(['reviewBy']), { given: reviewBy })];

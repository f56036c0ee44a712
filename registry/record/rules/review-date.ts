import { finding } from '../../finding/finding.ts';
import { gistOf } from '../gist.ts';
import type { RuleAmong } from '../record.ts';

/** A record is outdated after its review date; readers see a notice. */
export const checkReviewDate: RuleAmong = (record, _registry, { today }) => {
  const { reviewBy } = gistOf(record).facts;
  if (reviewBy === undefined || reviewBy >= today) return [];
  return [finding('review-overdue', record.source.yaml.locate(['reviewBy']), { given: reviewBy })];
};

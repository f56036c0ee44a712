import { finding } from '../../finding/finding.ts';
import type { SessionRule } from '../record.ts';
import { quotaOf } from '../selection.ts';

/** A session is no parade of successes, unless it says why. */
export const checkQuota: SessionRule = ({ facts, source }, registry) => {
  if (facts.selection.allSuccess !== undefined) return [];
  const { successes, most, isMet, candidates } = quotaOf(facts, registry);
  if (isMet) return [];
  const suggestions = candidates.map(({ id }) => id).join(', ');
  const values = { successes, most, count: facts.selection.cases.length, candidates: suggestions };
  return [finding('session-only-successes', source.yaml.locate(['selection', 'cases'], { key: true }), values)];
};

import { finding } from '../../finding/finding.ts';
import type { CaseRule } from '../record.ts';

/** A period ends after it starts; dates are compared up to the precision of both. */
export const checkPeriod: CaseRule = ({ facts, source }) => {
  const [start, end] = [String(facts.period?.start ?? ''), String(facts.period?.end ?? '')];
  const precision = Math.min(start.length, end.length);
  if (start.slice(0, precision) <= end.slice(0, precision)) return [];
  return [finding('period-reversed', source.yaml.locate(['period', 'end']), { start, end })];
};

import { finding } from '../../finding/finding.ts';
import type { CaseRule } from '../record.ts';

/** A stopped policy states why, for the next team. */
export const checkStopReason: CaseRule = ({ facts, source }) => {
  const hasStopped = ['ended', 'stopped', 'reversed'].includes(facts.lifecycle?.stage ?? '');
  if (!hasStopped || facts.stopReasons) return [];
  return [finding('stop-without-reason', source.yaml.locate(['lifecycle']), { given: facts.lifecycle!.stage })];
};

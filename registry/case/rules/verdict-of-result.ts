import { closest } from '../../finding/closest.ts';
import { finding } from '../../finding/finding.ts';
import type { CaseRule } from '../record.ts';

/** A result names the verdict that it supports or contradicts: a verdict without results cannot be followed up. */
export const checkVerdictOfResult: CaseRule = ({ facts, source }) => {
  const ids = facts.verdicts.map(({ id }) => id);
  return (facts.results ?? []).flatMap(({ id, verdict, unintended }, index) => {
    if (verdict === undefined) {
      // An unintended result may concern none of the case's aims.
      return unintended
        ? []
        : [finding('result-without-verdict', source.yaml.locate(['results', index]), { given: id, known: ids.join(', ') })];
    }
    if (ids.includes(verdict)) return [];
    return [
      finding('verdict-unknown', source.yaml.locate(['results', index, 'verdict']), {
        given: verdict,
        known: ids.join(', '),
        suggestion: closest(verdict, ids) ?? '',
      }),
    ];
  });
};

import { closest } from '../../finding/closest.ts';
import { finding } from '../../finding/finding.ts';
import type { CaseRule } from '../record.ts';

/** A result says which verdict it speaks for or against: a verdict without results cannot be followed up. */
export const checkVerdictOfResult: CaseRule = ({ facts, source }) => {
  const ids = facts.verdicts.map(({ id }) => id);
  return (facts.results ?? []).flatMap(({ id, verdict, unintended }, index) => {
    if (verdict === undefined) {
      // What nobody looked for may be about none of what the case set out to do.
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

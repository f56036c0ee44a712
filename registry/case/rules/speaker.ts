import { finding } from '../../finding/finding.ts';
import type { CaseRule } from '../record.ts';
import { isPartial } from '../independence.ts';

/** A good label that rests on the word of those who designed, ran, paid for or recommend the policy: is there anybody else's? */
export const checkSpeakers: CaseRule = ({ facts, source }, { sources }) =>
  facts.verdicts.flatMap((verdict, index) =>
    ['worked', 'mixed'].includes(verdict.outcome) && isPartial(verdict, facts.references, sources)
      ? [
          finding('label-by-involved', source.yaml.locate(['verdicts', index, 'outcome']), {
            given: verdict.id,
            outcome: verdict.outcome,
          }),
        ]
      : [],
  );

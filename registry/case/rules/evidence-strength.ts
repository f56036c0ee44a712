import { finding } from '../../finding/finding.ts';
import type { CaseRule } from '../record.ts';

/** Kinds of evidence that can carry each strength, strongest first. */
const NEEDED = [
  { strength: 4, kinds: ['evaluation'] },
  { strength: 3, kinds: ['evaluation', 'firm-level-study'] },
  { strength: 2, kinds: ['evaluation', 'firm-level-study', 'descriptive-statistics'] },
];

/** Measured, compared or randomised outcomes need a study that did so: a story cannot be strong evidence. */
export const checkEvidenceStrength: CaseRule = ({ facts, source }) =>
  facts.verdicts.flatMap(({ evidence: { strength, kind } }, index) => {
    const needed = NEEDED.find((level) => strength >= level.strength);
    if (!needed || needed.kinds.includes(kind)) return [];
    return [
      finding('evidence-too-strong', source.yaml.locate(['verdicts', index, 'evidence', 'strength']), {
        given: strength,
        kind,
        kinds: needed.kinds.join(', '),
      }),
    ];
  });

import { finding } from '../../finding/finding.ts';
import type { CaseRule } from '../record.ts';
import { narrowerOf } from '../../vocabulary/levels.ts';

/** A case names the challenge it is about, not the area that holds it: "Work" finds everything and tells nothing. */
export const checkChallengeLevel: CaseRule = ({ facts, source }, { vocabularies }) =>
  facts.challenges.flatMap((id, index) => {
    const narrower = narrowerOf(vocabularies.get('challenges'), id);
    if (narrower.length === 0) return [];
    return [
      finding('challenge-is-area', source.yaml.locate(['challenges', index]), { given: id, narrower: narrower.join(', ') }),
    ];
  });

import { finding } from '../../finding/finding.ts';
import type { CaseRule } from '../record.ts';

/** "Nobody measured it" is a claim about the world and needs a citation that makes it; a source's silence is not such a claim. */
export const checkClaimedSilence: CaseRule = ({ facts, source }) =>
  (facts.results ?? []).flatMap(({ id, direction, sources }, index) =>
    direction === 'not-measured'
      ? [
          finding('not-measured-claimed', source.yaml.locate(['results', index, 'direction']), {
            given: id,
            place: sources.map((cited) => `${cited.id}, ${cited.locator}`).join(' · '),
          }),
        ]
      : [],
  );

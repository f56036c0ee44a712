import { finding } from '../../finding/finding.ts';
import type { SessionRule } from '../record.ts';
import { casesUnaccounted } from '../selection.ts';

/** While cases are still being chosen, each that the filters find is taken, or left out with a reason. */
export const checkUnaccounted: SessionRule = ({ facts, source }, registry) =>
  facts.status === 'held' || facts.status === 'closed'
    ? []
    : casesUnaccounted(facts, registry).map(({ id }) =>
        finding('session-case-unaccounted', source.yaml.locate(['selection', 'query']), { given: id }),
      );

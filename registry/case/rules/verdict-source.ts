import { finding } from '../../finding/finding.ts';
import type { CaseRule } from '../record.ts';
import { isConclusive } from '../outcome.ts';

/** A verdict with a result cites its source. */
export const checkVerdictSources: CaseRule = ({ facts, source }) =>
  facts.verdicts.flatMap(({ id, outcome, sources }, index) =>
    !isConclusive(outcome) || sources
      ? []
      : [finding('verdict-without-sources', source.yaml.locate(['verdicts', index]), { given: id, outcome })],
  );

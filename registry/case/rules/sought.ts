import { finding } from '../../finding/finding.ts';
import type { CaseRule } from '../record.ts';

/** What a reader asks first: what it cost, and what became of it. A record says so, or that its sources do not. */
export const checkSought: CaseRule = ({ facts, source }) =>
  (['cost', 'since'] as const).flatMap((field) =>
    facts[field] !== undefined || facts.notReported?.includes(field)
      ? []
      : [finding(`${field}-or-absence-missing`, source.yaml.locate(['notReported']))],
  );

import { finding } from '../../finding/finding.ts';
import type { CaseRule } from '../record.ts';

/** Readers ask first for cost and current state: a record states them, or that its sources do not. */
export const checkSought: CaseRule = ({ facts, source }) =>
  (['cost', 'since'] as const).flatMap((field) =>
    facts[field] !== undefined || facts.notReported?.includes(field)
      ? []
      : [finding(`${field}-or-absence-missing`, source.yaml.locate(['notReported']))],
  );

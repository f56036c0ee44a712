import { finding } from '../../finding/finding.ts';
import type { CaseRule } from '../../rule.ts';
import { walkValues } from '../../schema/walk.ts';
import { caseSchema } from '../schema.ts';

/** A number without its unit cannot be read, compared or added up. */
export const checkFigureUnits: CaseRule = ({ facts, source }) =>
  walkValues(facts, caseSchema).flatMap(({ value, path: around, shape }) => {
    const { value: number, unit } = value as { value?: unknown; unit?: unknown };
    if (!shape || typeof number !== 'number' || unit !== undefined) return [];
    const path = [...around, 'value'];
    return [finding('figure-without-unit', source.yaml.locate(path), { given: number, field: path.join('.') })];
  });

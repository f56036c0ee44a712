import { finding } from '../../finding/finding.ts';
import { walkValues } from '../../schema/walk.ts';
import type { CaseRule } from '../record.ts';

/** A number without its unit cannot be read, compared or added up. */
export const checkFigureUnits: CaseRule = ({ kind, facts, source }) =>
  walkValues(facts, kind.schema).flatMap(({ value, path: around, shape }) => {
    const { value: number, unit, currency } = value as { value?: unknown; unit?: unknown; currency?: unknown };
    if (!shape || typeof number !== 'number' || unit !== undefined || currency !== undefined) return [];
    const path = [...around, 'value'];
    return [finding('figure-without-unit', source.yaml.locate(path), { given: number, field: path.join('.') })];
  });

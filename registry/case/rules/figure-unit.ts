import { finding } from '../../finding/finding.ts';
import { valuesOf } from '../../record/field-values.ts';
import type { CaseRule } from '../record.ts';

/** A number without its unit cannot be read, compared or added up. */
export const checkFigureUnits: CaseRule = (record) =>
  valuesOf(record).flatMap(({ value, path: around, shape }) => {
    const { value: number, unit, currency } = value as { value?: unknown; unit?: unknown; currency?: unknown };
    if (!shape || typeof number !== 'number' || unit !== undefined || currency !== undefined) return [];
    const path = [...around, 'value'];
    return [finding('figure-without-unit', record.source.yaml.locate(path), { given: number, field: path.join('.') })];
  });

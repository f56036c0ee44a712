import { finding, type Finding } from '../../finding/finding.ts';
import type { CaseRule } from '../../rule.ts';
import type { Path } from '../../schema/walk.ts';

/** A number without its unit cannot be read, compared or added up. */
export const checkFigureUnits: CaseRule = ({ facts, source }) => {
  const findings: Finding[] = [];
  const look = (value: object, path: Path): void => {
    const { value: number, unit, currency } = value as { value?: unknown; unit?: unknown; currency?: unknown };
    if (typeof number === 'number' && unit === undefined && currency === undefined) {
      findings.push(
        finding('figure-without-unit', source.yaml.locate([...path, 'value']), {
          given: number,
          field: [...path, 'value'].join('.'),
        }),
      );
    }
    const entries = Array.isArray(value) ? value.entries() : Object.entries(value);
    for (const [key, inner] of entries as Iterable<[string | number, unknown]>)
      if (typeof inner === 'object' && inner !== null) look(inner, [...path, key]);
  };
  look(facts, []);
  return findings;
};

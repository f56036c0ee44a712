import { finding } from '../../finding/finding.ts';
import type { CaseRule } from '../../rule.ts';

/** A case stands in the folder of its one country, or in `int`: reviewers are assigned by folder. */
export const checkFolder: CaseRule = ({ id, facts, folder, source }) => {
  const countries = new Set(facts.places.map(({ country }) => country.toLowerCase()));
  const expected = countries.size === 1 ? [...countries][0]! : 'int';
  if (folder === expected) return [];
  return [finding('folder-mismatch', source.yaml.locate(['places']), { folder, expected: `cases/${expected}/${id}` })];
};

import { finding } from '../../finding/finding.ts';
import { originalPath, folderOf } from '../../record/path.ts';
import type { CaseRule } from '../record.ts';

/** A case is in the folder of its one country, or in `int`: reviewers are assigned by folder. */
export const checkFolder: CaseRule = ({ kind, id, group, facts, source }) => {
  const countries = new Set(facts.places.map(({ country }) => country.toLowerCase()));
  const expected = countries.size === 1 ? [...countries][0]! : 'int';
  if (group === expected) return [];
  return [
    finding('folder-mismatch', source.yaml.locate(['places']), {
      folder: group ?? '',
      expected: folderOf(originalPath(kind, id, expected)).slice(0, -1),
    }),
  ];
};

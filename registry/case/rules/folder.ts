import { finding } from '../../finding/finding.ts';
import { originalPath, folderOf } from '../../record/path.ts';
import type { CaseRule } from '../record.ts';

/** The folder of a case: that of its one country, or `int`. */
export function folderOfPlaces(places: readonly { country: string }[]): string {
  const countries = new Set(places.map(({ country }) => country.toLowerCase()));
  return countries.size === 1 ? [...countries][0]! : 'int';
}

/** A case is in the folder of its places: reviewers are assigned by folder. */
export const checkFolder: CaseRule = ({ kind, id, group, facts, source }) => {
  const expected = folderOfPlaces(facts.places);
  if (group === expected) return [];
  return [
    finding('folder-mismatch', source.yaml.locate(['places']), {
      folder: group ?? '',
      expected: folderOf(originalPath(kind, id, expected)).slice(0, -1),
    }),
  ];
};

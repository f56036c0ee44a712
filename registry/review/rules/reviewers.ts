import { readYamlFile } from '../../content/read-file.ts';
import { alpha2 } from '../../country/country.ts';
import { closest } from '../../finding/closest.ts';
import { finding } from '../../finding/finding.ts';
import type { RegistryRule } from '../../record/record.ts';
import { reviewersSchema, SEVERAL } from '../reviewer.ts';
import { caseOfScorecard } from '../scorecard.ts';

export const REVIEWERS = 'reviewers.yml';

/** Reviewers have ids of their own, and labs, countries and languages that there are; scorecards are of cases that there are. */
export const checkReviewers: RegistryRule = (tree, _registry, { ids, locales }) => {
  const file = tree.get(REVIEWERS);
  const { data = [], yaml } = (file && readYamlFile(REVIEWERS, file, reviewersSchema).value) ?? {};
  const labs = ids.get('lab') ?? new Set<string>();
  const cases = ids.get('case') ?? new Set<string>();
  const at = (...path: (string | number)[]) => yaml!.locate(path);
  return [
    ...data.flatMap(({ id, lab, countries = [], languages = [] }, index) => [
      ...(data.findIndex((other) => other.id === id) === index
        ? []
        : [finding('id-duplicate', at(index, 'id'), { id, other: REVIEWERS })]),
      ...(lab === undefined || labs.has(lab)
        ? []
        : [finding('lab-unknown', at(index, 'lab'), { given: lab, suggestion: closest(lab, labs) ?? '' })]),
      ...countries.flatMap((country, each) =>
        country === SEVERAL || alpha2(country) !== undefined
          ? []
          : [finding('country-unknown', at(index, 'countries', each), { given: country })],
      ),
      ...languages.flatMap((language, each) =>
        locales.has(language)
          ? []
          : [finding('language-unknown', at(index, 'languages', each), { given: language, known: [...locales].join(', ') })],
      ),
    ]),
    ...[...tree.keys()].flatMap((path) => {
      const id = caseOfScorecard(path);
      return id === undefined || cases.has(id)
        ? []
        : [finding('case-unknown', { file: path }, { given: id, suggestion: closest(id, cases) ?? '' })];
    }),
  ];
};

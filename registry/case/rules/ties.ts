import { readYamlFile } from '../../content/read-file.ts';
import { closest } from '../../finding/closest.ts';
import { finding, type Place } from '../../finding/finding.ts';
import type { RegistryRule } from '../../record/record.ts';
import { confirmedSchema, sameSchema } from '../../settings.ts';

/** What is said of cases of ours and of other registries names cases of ours that there are, and relations that there are. */
export const checkTies: RegistryRule = (tree, { vocabularies }, { ids }) => {
  const caseIds = ids.get('case') ?? new Set<string>();
  const relations = vocabularies.get('relations')?.concepts;
  const sameFile = tree.get('same.yml');
  const same = sameFile && readYamlFile('same.yml', sameFile, sameSchema).value;
  const confirmedFile = tree.get('confirmed.yml');
  const confirmed = confirmedFile && readYamlFile('confirmed.yml', confirmedFile, confirmedSchema).value;
  const unknown = (id: string, place: Place) =>
    caseIds.has(id) ? [] : [finding('case-unknown', place, { given: id, suggestion: closest(id, caseIds) ?? '' })];
  return [
    ...(same?.data ?? []).flatMap(({ cases }, index) =>
      cases.flatMap((each, end) => (typeof each === 'string' ? unknown(each, same!.yaml.locate([index, 'cases', end])) : [])),
    ),
    ...(confirmed?.data ?? []).flatMap(({ to, relation }, index) => [
      ...unknown(to, confirmed!.yaml.locate([index, 'to'])),
      ...(relations && !relations.has(relation)
        ? [
            finding('concept-unknown', confirmed!.yaml.locate([index, 'relation']), {
              given: relation,
              vocabulary: 'relations',
              suggestion: closest(relation, new Set(relations.keys())) ?? '',
            }),
          ]
        : []),
    ]),
  ];
};

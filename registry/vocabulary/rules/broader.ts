import { closest } from '../../finding/closest.ts';
import { finding } from '../../finding/finding.ts';
import type { TreeRule } from '../../content/tree-rule.ts';
import { readVocabularies } from '../vocabulary-file.ts';

/** A broader concept is another concept of the same vocabulary. */
export const checkBroader: TreeRule = (tree) =>
  readVocabularies(tree).flatMap(({ name, data, yaml }) => {
    const ids = data.concepts.map(({ id }) => String(id));
    return data.concepts.flatMap(({ id, broader }, index) => {
      if (broader === undefined || (broader !== String(id) && ids.includes(broader))) return [];
      const params = {
        given: broader,
        vocabulary: name,
        suggestion:
          closest(
            broader,
            ids.filter((other) => other !== String(id)),
          ) ?? '',
      };
      return [finding('broader-unknown', yaml.locate(['concepts', index, 'broader']), params)];
    });
  });

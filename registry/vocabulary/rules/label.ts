import { finding } from '../../finding/finding.ts';
import type { TreeRule } from '../../content/tree-rule.ts';
import { readVocabularies } from '../vocabulary-file.ts';

/** The visible texts of a vocabulary exist in every language of the registry. */
export const checkLabels: TreeRule<{ locales: ReadonlyMap<string, unknown> }> = (tree, { locales }) =>
  readVocabularies(tree).flatMap(({ name, data, yaml }) => {
    const texts = [
      { path: ['title'], what: `${name}.title`, given: data.title },
      ...data.concepts.flatMap((concept, index) =>
        (['label', 'one', 'definition', 'inverse'] as const).flatMap((part) => {
          const given = concept[part];
          return given ? [{ path: ['concepts', index, part], what: `${name}.${concept.id}.${part}`, given }] : [];
        }),
      ),
    ];
    return texts.flatMap(({ path, what, given }) =>
      [...locales.keys()]
        .filter((locale) => given[locale] === undefined)
        .map((locale) => finding('label-missing', yaml.locate(path, { key: true }), { what, locale })),
    );
  });

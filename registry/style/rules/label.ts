import type * as z from 'zod';
import { readYamlFile } from '../../content/read-file.ts';
import type { Tree } from '../../content/tree.ts';
import { finding } from '../../finding/finding.ts';
import type { TreeRule } from '../../content/tree-rule.ts';
import type { Path } from '../../schema/walk.ts';
import { glossarySchema, styleSchema } from '../style.ts';

/** The parts that each language must have. */
interface Labelled {
  path: Path;
  what: string;
  given: Readonly<Record<string, unknown>>;
}

/** Preferred and forbidden words exist in every language, so that no language goes unchecked by accident. */
export const checkStyleLabels: TreeRule<{ locales: ReadonlyMap<string, unknown> }> = (tree, { locales }) =>
  [...labelsOfStyle(tree), ...labelsOfGlossary(tree)].flatMap(({ path, what, given, locate }) =>
    [...locales.keys()]
      .filter((locale) => given[locale] === undefined)
      .map((locale) => finding('label-missing', locate(path, { key: true }), { what, locale })),
  );

const labelsOfStyle = (tree: Tree) =>
  labelsIn(tree, 'style', styleSchema, ({ overused, judging, advising, limiting }) =>
    Object.entries({ overused, judging, advising, limiting }).map(([list, given]) => ({
      path: [list],
      what: `style.${list}`,
      given,
    })),
  );

const labelsOfGlossary = (tree: Tree) =>
  labelsIn(tree, 'glossary', glossarySchema, ({ title, terms }) => [
    { path: ['title'], what: 'glossary.title', given: title },
    ...terms.flatMap(({ id, term, definition }, index) => [
      { path: ['terms', index, 'term'], what: `glossary.${id}.term`, given: term },
      { path: ['terms', index, 'definition'], what: `glossary.${id}.definition`, given: definition },
    ]),
  ]);

function labelsIn<Schema extends z.ZodType>(
  tree: Tree,
  name: string,
  schema: Schema,
  labelsOf: (data: z.infer<Schema>) => Labelled[],
) {
  const file = `style/${name}.yml`;
  const content = tree.get(file);
  const read = content && readYamlFile(file, content, schema).value;
  return read ? labelsOf(read.data).map((label) => ({ ...label, locate: read.yaml.locate })) : [];
}

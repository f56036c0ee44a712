import { readYamlFile } from '../../content/read-file.ts';
import { finding } from '../../finding/finding.ts';
import type { TreeRule } from '../../content/tree-rule.ts';
import { glossarySchema } from '../style.ts';

const FILE = 'style/glossary.yml';

/** Glossary terms have unique ids. */
export const checkTermIds: TreeRule = (tree) => {
  const content = tree.get(FILE);
  const read = content && readYamlFile(FILE, content, glossarySchema).value;
  const ids = read?.data.terms.map(({ id }) => id) ?? [];
  const first = new Map(ids.map((id, index) => [id, index] as const).toReversed());
  return ids.flatMap((id, index) =>
    first.get(id) === index ? [] : [finding('id-duplicate', read!.yaml.locate(['terms', index, 'id']), { id, other: FILE })],
  );
};

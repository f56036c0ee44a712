import { readYamlFile } from '../../content/read-file.ts';
import { closest } from '../../finding/closest.ts';
import { finding } from '../../finding/finding.ts';
import type { RegistryRule } from '../../record/record.ts';
import { goneSchema } from '../../settings.ts';

const FILE = 'gone.yml';

/**
 * A case that was taken out is told: other registries and readers hold copies of it, and would take its absence for a fault.
 * What is told is no case any more, and what answers for it is one.
 */
export const checkGone: RegistryRule = (tree, { redirects }, { ids, past }) => {
  const caseIds = ids.get('case') ?? new Set();
  const content = tree.get(FILE);
  const read = content && readYamlFile(FILE, content, goneSchema).value;
  if (content && !read) return [];
  const told = new Set(read?.data.map(({ id }) => id));
  const untold = [...past].filter((id) => !caseIds.has(id) && !told.has(id) && !redirects.has(id)).toSorted();
  return [
    ...untold.map((id) => finding('case-untold', { file: FILE, line: 1 }, { id })),
    ...(read?.data ?? []).flatMap(({ id, to }, index) => {
      if (caseIds.has(id)) return [finding('redirect-of-case', read!.yaml.locate([index, 'id']), { from: id })];
      if (typeof to !== 'string' || caseIds.has(to)) return [];
      return [
        finding('redirect-broken', read!.yaml.locate([index, 'to']), { from: id, to, suggestion: closest(to, caseIds) ?? '' }),
      ];
    }),
  ];
};

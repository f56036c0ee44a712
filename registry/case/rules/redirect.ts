import { readYamlFile } from '../../content/read-file.ts';
import { closest } from '../../finding/closest.ts';
import { finding } from '../../finding/finding.ts';
import type { RegistryRule } from '../../record/record.ts';
import { redirectsSchema } from '../../settings.ts';

/** A redirect leads from an unused case id to an existing one. */
export const checkRedirects: RegistryRule = (tree, _registry, { ids }) => {
  const caseIds = ids.get('case') ?? new Set();
  const content = tree.get('redirects.yml');
  const read = content && readYamlFile('redirects.yml', content, redirectsSchema).value;
  if (!read) return [];
  return Object.entries(read.data).flatMap(([from, to]) => {
    const place = read.yaml.locate([from], { key: true });
    if (caseIds.has(from)) return [finding('redirect-of-case', place, { from })];
    return caseIds.has(to)
      ? []
      : [finding('redirect-broken', place, { from, to, suggestion: read.data[to] ?? closest(to, caseIds) ?? '' })];
  });
};

import { readYamlFile } from '../../content/read-file.ts';
import { finding } from '../../finding/finding.ts';
import type { TreeRule } from '../../content/tree-rule.ts';
import { registrySchema } from '../../settings.ts';

/** Every language that the registry offers has its locale file. */
export const checkLocales: TreeRule<object, { locales: Iterable<string> & { has(id: string): boolean } }> = (
  tree,
  _registry,
  { locales },
) => {
  const content = tree.get('registry.yml');
  const read = content && readYamlFile('registry.yml', content, registrySchema).value;
  return (read?.data.locales ?? []).flatMap((locale, index) =>
    locales.has(locale)
      ? []
      : [finding('language-unknown', read!.yaml.locate(['locales', index]), { given: locale, known: [...locales].join(', ') })],
  );
};

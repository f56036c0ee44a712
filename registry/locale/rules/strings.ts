import { readYamlFile } from '../../content/read-file.ts';
import { remember } from '../../content/remember.ts';
import type { YamlFile } from '../../content/yaml.ts';
import { closest } from '../../finding/closest.ts';
import { finding, type Finding } from '../../finding/finding.ts';
import type { Tree } from '../../content/tree.ts';
import type { TreeRule } from '../../content/tree-rule.ts';
import { type Locale, localeSchema } from '../locale.ts';
import { placeholders } from '../translate.ts';

const PLURAL = /\.(zero|one|two|few|many|other)$/;

/** Every locale has the strings of the registry's first one, with the same placeholders and the plural forms of its language. */
export const checkStrings: TreeRule<{ locales: ReadonlyMap<string, Locale> }> = (tree, { locales }) => {
  const [reference, ...others] = locales.values();
  return reference ? others.flatMap((locale) => checkAgain(locale, reference, tree)) : [];
};

/** What was found is known while both files stay as they are: these are the largest ones, and an edit seldom changes them. */
function checkAgain(locale: Locale, reference: Locale, tree: Tree): readonly Finding[] {
  const [file, other] = [locale, reference].map(({ id }) => tree.get(fileOf(id)));
  const make = () => check(locale, reference, tree);
  return file && other ? remember(file, fileOf(locale.id), check, make, [other]) : make();
}

const fileOf = (locale: string) => `locales/${locale}.json`;

function check(locale: Locale, reference: Locale, tree: Tree): Finding[] {
  const file = fileOf(locale.id);
  let parsed: YamlFile | undefined;
  // Lines are computed only when there is a finding: these are the largest files.
  const locate: YamlFile['locate'] = (path) =>
    (parsed ??= readYamlFile(file, tree.get(file)!, localeSchema).value!.yaml).locate(path, { key: true });
  const forms: readonly string[] = new Intl.PluralRules(locale.tag).resolvedOptions().pluralCategories;
  const isPlural = (key: string) => PLURAL.test(key) && key.replace(PLURAL, '.other') in reference.strings;
  const at = (key: string) => locate(['strings', key]);

  const missing = Object.keys(reference.strings)
    .filter((key) => !(key in locale.strings) && (!isPlural(key) || forms.includes(PLURAL.exec(key)![1]!)))
    .map((key) => finding('string-missing', locate(['strings']), { key, reference: reference.id }));

  const own = Object.entries(locale.strings).flatMap(([key, string]) => {
    const model =
      reference.strings[key] ??
      (isPlural(key) && forms.includes(PLURAL.exec(key)![1]!) ? reference.strings[key.replace(PLURAL, '.other')] : undefined);
    if (model === undefined) {
      return [
        finding('string-unknown', at(key), {
          key,
          reference: reference.id,
          suggestion: closest(key, Object.keys(reference.strings)) ?? '',
        }),
      ];
    }
    // "One case" need not say the number.
    const names = (template: string) => [...new Set(placeholders(template))].filter((name) => !isPlural(key) || name !== 'count');
    const [expected, given] = [names(model).join(', '), names(string).join(', ')];
    return expected === given ? [] : [finding('string-placeholder', at(key), { key, expected, given })];
  });
  return [...missing, ...own];
}

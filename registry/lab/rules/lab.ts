import { readMarkdownFile } from '../../content/read-file.ts';
import { alpha2 } from '../../country/country.ts';
import { closest } from '../../finding/closest.ts';
import { finding } from '../../finding/finding.ts';
import type { RegistryRule } from '../../rule.ts';
import { walkFields } from '../../schema/walk.ts';
import { labSchema } from '../lab.ts';

/** A lab's country is an assigned code, and its sources are in the list. */
export const checkLabs: RegistryRule = (tree, { labs }, { sourceIds }) =>
  [...labs].flatMap(([id, lab]) => {
    const file = `labs/${id}.md`;
    const { markdown } = readMarkdownFile(file, tree.get(file)!, labSchema).value!;
    const country = lab.country !== undefined && alpha2(lab.country) === undefined ? [lab.country] : [];
    const unknown = walkFields(lab, labSchema).filter(
      ({ meta, value }) => meta.reference === 'source' && sourceIds && !sourceIds.has(String(value)),
    );
    return [
      ...country.map((given) => finding('country-unknown', markdown.yaml.locate(['country']), { given })),
      ...unknown.map(({ path, value }) =>
        finding('source-unknown', markdown.yaml.locate(path), {
          given: String(value),
          suggestion: closest(String(value), sourceIds!) ?? '',
        }),
      ),
    ];
  });

import { isPair, visit } from 'yaml';
import type { MarkdownFile } from '../../content/front-matter.ts';
import { readText } from '../../content/read-file.ts';
import { finding, type Finding } from '../../finding/finding.ts';
import type { RecordRule } from '../record.ts';
import type { Path } from '../../schema/walk.ts';

/** Hidden characters written as escapes: the file's text does not show "\u202e", but the page would obey it. */
export const checkHiddenCharacters: RecordRule = ({ source, translations }) =>
  [source, ...[...translations.values()].map((translation) => translation.source)].flatMap(findHiddenCharacters);

/** The hidden characters in a file's values, each at the place of its value. */
export function findHiddenCharacters({ yaml, file }: MarkdownFile): Finding[] {
  const findings: Finding[] = [];
  visit(yaml.document, {
    Scalar: (_key, node, ancestors) => {
      if (typeof node.value !== 'string') return;
      const found = readText(file, { text: node.value }).findings[0];
      if (!found) return;
      findings.push(finding('hidden-character', yaml.locate(pathOf(ancestors, node)), found.params));
    },
  });
  return findings;
}

/** The keys and positions that lead to a node. */
function pathOf(ancestors: readonly unknown[], node: unknown): Path {
  const chain = [...ancestors, node];
  return chain.flatMap((step, index): Path => {
    const parent = chain[index - 1] as { items?: unknown[] } | undefined;
    if (isPair(step)) return [String(step.key)];
    return parent?.items && !isPair(step) ? [parent.items.indexOf(step)] : [];
  });
}

import { caseRules } from './case/rules.ts';
import type { Tree } from './content/tree.ts';
import { type Finding, sortFindings } from './finding/finding.ts';
import { checkLabs } from './lab/rules/lab.ts';
import { checkLocales } from './locale/rules/locales.ts';
import { checkStrings } from './locale/rules/strings.ts';
import { readRegistry } from './read.ts';
import { caseIdsOf } from './record/files.ts';
import type { CaseRecord } from './record/record.ts';
import { checkAttachments } from './record/rules/attachment.ts';
import { checkRedirects } from './record/rules/redirect.ts';
import { checkScripts } from './record/rules/script.ts';
import type { Registry } from './registry.ts';
import type { CheckContext, RegistryRule } from './rule.ts';
import { checkBroader } from './vocabulary/rules/broader.ts';
import { checkVocabularies } from './vocabulary/rules/completeness.ts';
import { checkLabels } from './vocabulary/rules/label.ts';

const registryRules: readonly RegistryRule[] = [
  checkVocabularies,
  checkLabels,
  checkBroader,
  checkLocales,
  checkStrings,
  checkLabs,
  checkRedirects,
  checkScripts,
  checkAttachments,
];

/** Everything there is to mend in a content tree, in the order of its files. `today` is a day, YYYY-MM-DD. */
export const checkRegistry = (tree: Tree, options: { today: string }): Finding[] => inspectRegistry(tree, options).findings;

/** A content tree read, records with errors among it, and everything there is to mend. publish.ts says what of it is published. */
export function inspectRegistry(tree: Tree, { today }: { today: string }): { registry: Registry; findings: Finding[] } {
  const { registry, findings } = readRegistry(tree);
  const context = makeContext(tree, registry, today);
  const ofRegistry = registryRules.flatMap((rule) => rule(tree, registry, context));
  const ofCases = [...registry.cases.values()].flatMap((record) =>
    caseRules.flatMap((rule) => rule(record, registry, withReferences(context, record))),
  );
  return { registry, findings: sortFindings([...findings, ...ofRegistry, ...ofCases]) };
}

function makeContext(tree: Tree, registry: Registry, today: string): CheckContext {
  const idsIn = (pattern: RegExp) => new Set([...tree.keys()].flatMap((file) => pattern.exec(file)?.[1] ?? []));
  const isListBroken = tree.has('sources.yml') && registry.sources.size === 0;
  return {
    today,
    caseIds: caseIdsOf(tree),
    labIds: idsIn(/^labs\/([a-z0-9-]+)\.md$/),
    locales: idsIn(/^locales\/([a-z]{2,3})\.json$/),
    sourceIds: isListBroken ? undefined : new Set(registry.sources.keys()),
  };
}

/** A record may cite its own references as well as what all records share. */
function withReferences(context: CheckContext, { facts }: CaseRecord): CheckContext {
  const { sourceIds } = context;
  if (!sourceIds || !facts.references) return context;
  return { ...context, sourceIds: new Set([...sourceIds, ...facts.references.map(({ id }) => id)]) };
}

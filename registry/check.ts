import { checkRedirects } from './case/rules/redirect.ts';
import type { Tree } from './content/tree.ts';
import { type Finding, sortFindings } from './finding/finding.ts';
import { checkLocales } from './locale/rules/locales.ts';
import { checkStrings } from './locale/rules/strings.ts';
import { kinds as allKinds } from './kinds.ts';
import { readRegistry } from './read.ts';
import { idsIn } from './record/path.ts';
import type { CheckContext, Ids, Kind, RegistryRule } from './record/record.ts';
import { checkRecord } from './record/rules.ts';
import { checkAttachments } from './record/rules/attachment.ts';
import { checkDeviceNames } from './record/rules/device-name.ts';
import { checkScripts } from './record/rules/script.ts';
import { checkSourceAddresses } from './record/rules/source-address.ts';
import { checkVocabularies } from './record/rules/vocabulary.ts';
import type { Registry } from './registry.ts';
import { checkStyleLabels } from './style/rules/label.ts';
import { checkTermIds } from './style/rules/term-id.ts';
import { checkBroader } from './vocabulary/rules/broader.ts';
import { checkLabels } from './vocabulary/rules/label.ts';

export const registryRules: readonly RegistryRule[] = [
  checkVocabularies,
  checkLabels,
  checkBroader,
  checkSourceAddresses,
  checkStyleLabels,
  checkTermIds,
  checkLocales,
  checkStrings,
  checkRedirects,
  checkScripts,
  checkAttachments,
  checkDeviceNames,
];

export interface CheckOptions {
  /** A day, YYYY-MM-DD. */
  today: string;
  kinds?: readonly Kind[];
}

/** All findings of a content tree, in file order. */
export const checkRegistry = (tree: Tree, options: CheckOptions): Finding[] => inspectRegistry(tree, options).findings;

/** Reads a content tree and runs all checks. Includes records with errors; publish.ts decides what is published. */
export function inspectRegistry(
  tree: Tree,
  { today, kinds = allKinds }: CheckOptions,
): { registry: Registry; findings: Finding[] } {
  const { registry, findings } = readRegistry(tree, kinds);
  const context = makeContext(tree, registry, today);
  const ofRegistry = registryRules.flatMap((rule) => rule(tree, registry, context));
  const ofRecords = [...registry.records.values()].flatMap((records) =>
    [...records.values()].flatMap((record) => checkRecord(record, registry, context)),
  );
  return { registry, findings: sortFindings([...findings, ...ofRegistry, ...ofRecords]) };
}

function makeContext(tree: Tree, { kinds, sources }: Registry, today: string): CheckContext {
  const locales = new Set([...tree.keys()].flatMap((file) => /^locales\/([a-z]{2,3})\.json$/.exec(file)?.[1] ?? []));
  const isListBroken = tree.has('sources.yml') && sources.size === 0;
  const ids = new Map<string, Ids>(idsIn(tree, kinds));
  if (!isListBroken) ids.set('source', new Set(sources.keys()));
  return { today, locales, ids };
}

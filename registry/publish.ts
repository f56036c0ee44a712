import { type CheckOptions, inspectRegistry } from './check.ts';
import { digestOfTree } from './content/tree-digest.ts';
import type { Tree } from './content/tree.ts';
import { type Finding, isError } from './finding/finding.ts';
import { byKind } from './kinds.ts';
import type { RegistryRecord } from './record/record.ts';
import type { Registry } from './registry.ts';

/**
 * The one answer to "what is published": the registry without originals and translations that have an error of any kind. The
 * site, the API with its search and form, the checking threads, the command line and the Meilisearch indexes all use it.
 * `today` is a day, YYYY-MM-DD.
 */
export function publishRegistry(tree: Tree, options: CheckOptions): { registry: Registry; findings: Finding[] } {
  const { registry, findings } = inspectRegistry(tree, options);
  return { registry: leaveOut(registry, brokenFiles(findings)), findings };
}

/** The files whose records must not be published. */
export const brokenFiles = (findings: readonly Finding[]): ReadonlySet<string> =>
  new Set(findings.filter(isError).map(({ file }) => file));

/**
 * Removes the records of broken files from a registry: the result of publishRegistry when the broken files are already known,
 * in the time of reading.
 */
export function leaveOut(registry: Registry, broken: ReadonlySet<string>): Registry {
  const sound = (all: ReadonlyMap<string, RegistryRecord>) =>
    new Map(
      [...all].flatMap(([id, record]) => {
        if (broken.has(record.file)) return [];
        const translations = [...record.translations].filter(([, { file }]) => !broken.has(file));
        // The same object when nothing is left out, because caches (its parsed texts) are keyed by it.
        const whole = translations.length === record.translations.size;
        return [[id, whole ? record : { ...record, translations: new Map(translations) }] as const];
      }),
    );
  const records = new Map([...registry.records].map(([kind, all]) => [kind, sound(all)]));
  return { ...registry, records, ...byKind(records) };
}

/** A build writes this file beside its pages, so that the server need not check the content again. */
export const PUBLISHED_FILE = '.published.json';

/** What a build tells of what it has published. */
export interface BuildReport {
  /** The files whose records it left out. */
  leftOut: ReadonlySet<string>;
  /** The digest of the code that built. */
  code: string;
}

/** The content of PUBLISHED_FILE. */
export const describePublished = (tree: Tree, { leftOut, code }: BuildReport): string =>
  `${JSON.stringify({ content: digestOfTree(tree), leftOut: [...leftOut].sort(), code }, null, 1)}\n`;

/** What a build told; undefined when the file is invalid or describes other content. */
export function readPublished(text: string, tree: Tree): BuildReport | undefined {
  try {
    const { content, leftOut, code } = JSON.parse(text) as Record<string, unknown>;
    if (content !== digestOfTree(tree) || !Array.isArray(leftOut)) return undefined;
    return { leftOut: new Set(leftOut.map(String)), code: String(code) };
  } catch {
    return undefined;
  }
}

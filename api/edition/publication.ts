import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readTree } from '#registry/content/disk.ts';
import { keepFiles, type Tree } from '#registry/content/tree.ts';
import { leaveOut, PUBLISHED_FILE, readPublished } from '#registry/publish.ts';
import { readRegistry } from '#registry/read.ts';
import type { Registry } from '#registry/registry.ts';
import { makeDocuments, makeProblems } from '#registry/search/corpus.ts';
import type { SearchEngine } from '#registry/search/engine.ts';
import type { Problem } from '#registry/search/problem.ts';
import { createMiniSearch } from '#registry/search/minisearch.ts';
import { findBroken } from './broken.ts';

/** The published content as read at one moment, with a search index of it. */
export interface Edition {
  tree: Tree;
  /** Files of the tree whose records are not published. */
  broken: ReadonlySet<string>;
  /** The published records. */
  registry: Registry;
  search: SearchEngine;
  problems: readonly Problem[];
}

/** Holds the current edition. */
export interface Publication {
  current(): Edition;
  /**
   * Reads the content again. The old edition stays until that is done, and when it fails. `siteDir` is the site built from the
   * content.
   */
  reload(siteDir: string): Promise<void>;
}

/** Reads the published content of a folder and indexes it in memory. `siteDir` is the site built from it, if any. */
export async function openPublication(contentDir: string, siteDir: string): Promise<Publication> {
  let edition = await readEdition(contentDir, siteDir, new Map());
  return {
    current: () => edition,
    async reload(builtDir) {
      edition = await readEdition(contentDir, builtDir, edition.tree);
    },
  };
}

async function readEdition(contentDir: string, siteDir: string, before: Tree): Promise<Edition> {
  const tree = keepFiles(await readTree(contentDir), before);
  // The build wrote the list already, unless the content changed since or the site was built elsewhere.
  const written = await readFile(join(siteDir, PUBLISHED_FILE), 'utf8').catch(() => '');
  const broken = readPublished(written, tree) ?? (await findBroken(tree, contentDir));
  const registry = leaveOut(readRegistry(tree).registry, broken);
  const documents = [...makeDocuments(registry)];
  const problems = makeProblems(registry, documents);
  return { tree, broken, registry, search: createMiniSearch(documents, problems), problems };
}

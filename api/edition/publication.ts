import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readTree } from '#registry/content/disk.ts';
import { keepFiles, type Tree } from '#registry/content/tree.ts';
import { type Foreign, readForeign } from '#registry/federation/foreign.ts';
import { documentsOfAll } from '#registry/federation/foreign-document.ts';
import { readFolder } from '#registry/federation/store/folder.ts';
import { leaveOut, PUBLISHED_FILE, readPublished } from '#registry/publish.ts';
import { readRegistry } from '#registry/read.ts';
import type { Registry } from '#registry/registry.ts';
import type { SearchDocument } from '#registry/search/document.ts';
import type { SearchEngine } from '#registry/search/engine.ts';
import type { Problem } from '#registry/search/problem.ts';
import { findBroken } from './broken.ts';
import { indexInTurns } from './index-in-turns.ts';

/** The published content as read at one moment, with a search index of it. */
export interface Edition {
  tree: Tree;
  /** Files of the tree whose records are not published. */
  broken: ReadonlySet<string>;
  /** The published records. */
  registry: Registry;
  /** What is held of other registries. */
  foreign: readonly Foreign[];
  search: SearchEngine;
  problems: readonly Problem[];
}

/** Holds the current edition. */
export interface Publication {
  current(): Edition;
  /** Resolves when the content is indexed. Until then searches wait; all else is answered. Rejects when that fails. */
  indexed: Promise<void>;
  /**
   * Reads the content again. The old edition stays until that is done, and when it fails. `siteDir` is the site built from the
   * content.
   */
  reload(siteDir: string): Promise<void>;
  /** Ends the indexing. */
  close(): void;
}

/**
 * Reads what is published of the content folder, and begins to index it in memory. `siteDir` is the site that was built from it, if
 * any; in `importedDir` is what is held of other registries.
 */
export async function openPublication(contentDir: string, siteDir: string, importedDir: string): Promise<Publication> {
  const stopping = new AbortController();
  const withSearch = async (read: ReadEdition): Promise<Edition> => ({
    ...read,
    ...(await indexInTurns(read.registry, documentsOf(read), undefined, stopping.signal)),
  });
  const first = await readEdition(contentDir, siteDir, importedDir, new Map());
  const making = withSearch(first);
  const search: SearchEngine = { search: async (query) => (await making).search.search(query) };
  let edition: Edition = { ...first, search, problems: [] };
  const indexed = making.then((made) => void (edition = made));
  indexed.catch(() => undefined);
  return {
    current: () => edition,
    indexed,
    async reload(builtDir) {
      await indexed.catch(() => undefined);
      edition = await withSearch(await readEdition(contentDir, builtDir, importedDir, edition.tree));
    },
    close: () => stopping.abort(),
  };
}

type ReadEdition = Omit<Edition, 'search' | 'problems'>;

async function readEdition(contentDir: string, siteDir: string, importedDir: string, before: Tree): Promise<ReadEdition> {
  const tree = keepFiles(await readTree(contentDir), before);
  // The build wrote the list already, unless the content changed since or the site was built elsewhere.
  const written = await readFile(join(siteDir, PUBLISHED_FILE), 'utf8').catch(() => '');
  const broken = readPublished(written, tree) ?? (await findBroken(tree, contentDir));
  const registry = leaveOut(readRegistry(tree).registry, broken);
  const foreign = readForeign(await readFolder(importedDir), registry, new Date().toISOString().slice(0, 10));
  return { tree, broken, registry, foreign };
}

/** All documents that readers can find, in every language: our records, and the cases of other registries. */
export const documentsOf = ({ registry, foreign }: Pick<Edition, 'registry' | 'foreign'>): Iterable<SearchDocument> =>
  documentsOfAll(registry, foreign);

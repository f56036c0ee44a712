import { isDeepStrictEqual } from 'node:util';
import { readTree } from '#registry/content/disk.ts';
import type { Tree } from '#registry/content/tree.ts';
import { readRegistry } from '#registry/read.ts';
import type { Registry } from '#registry/registry.ts';
import { makeDocuments } from '#registry/search/corpus.ts';
import type { SearchEngine } from '#registry/search/engine.ts';
import { createMiniSearch } from '#registry/search/minisearch.ts';

/** The content as it was read at one moment, and an index of it. */
export interface Edition {
  tree: Tree;
  registry: Registry;
  search: SearchEngine;
}

/** The edition that is published now. */
export interface Publication {
  current(): Edition;
  /** Reads the content again; until that is done, and when it fails, the edition before stays. */
  reload(): Promise<void>;
  /** The content as the folder has it now, published or not: what proposals are made against. */
  fresh(): Promise<Pick<Edition, 'tree' | 'registry'>>;
}

/** Reads the content folder and indexes it in memory. */
export async function openPublication(contentDir: string): Promise<Publication> {
  let edition = await readEdition(contentDir);
  let read: Pick<Edition, 'tree' | 'registry'> = edition;
  return {
    current: () => edition,
    async reload() {
      edition = await readEdition(contentDir);
    },
    async fresh() {
      const tree = await readTree(contentDir);
      // Reading files is quick; understanding thousands of them is not.
      if (!isDeepStrictEqual(tree, read.tree)) read = { tree, registry: readRegistry(tree).registry };
      return read;
    },
  };
}

async function readEdition(contentDir: string): Promise<Edition> {
  const tree = await readTree(contentDir);
  const { registry } = readRegistry(tree);
  return { tree, registry, search: createMiniSearch(makeDocuments(registry)) };
}

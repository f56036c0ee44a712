import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readTree, readTreeAlone } from '#registry/content/disk.ts';
import { keepTexts } from '#registry/content/keep-texts.ts';
import { digestOfCode } from '#registry/content/kept-files.ts';
import { keepFiles, type Tree } from '#registry/content/tree.ts';
import { type Foreign, readForeign } from '#registry/federation/foreign.ts';
import { countDocuments, documentsOfAll } from '#registry/federation/foreign-document.ts';
import { openTextStore, type TextStore } from '#registry/content/text-store.ts';
import { readFolder } from '#registry/federation/store/folder.ts';
import { kinds } from '#registry/kinds.ts';
import { PUBLISHED_FILE, readPublished } from '#registry/publish.ts';
import { readRegistry } from '#registry/read.ts';
import type { Registry } from '#registry/registry.ts';
import type { SearchDocument } from '#registry/search/document.ts';
import type { SearchEngine } from '#registry/search/engine.ts';
import { withFallback } from '#registry/search/fallback.ts';
import type { SearchPage } from '#registry/search/page.ts';
import { IN_PIECES_FROM } from '#registry/search/published-index.ts';
import type { KeepDocument } from '#registry/search/whole-index.ts';
import type { Problem } from '#registry/search/problem.ts';
import { readOnDemand, UnreadableRecord } from '#registry/record/on-demand.ts';
import { findBrokenHere } from './broken-files.ts';
import { findBroken } from './broken.ts';
import { type BuiltIndex, openBuiltIndex } from './built-index.ts';
import { freeMemory } from './free-memory.ts';
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
  /** Resolves when the content can be searched. Until then searches wait; all else is answered. Rejects when that fails. */
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
 * Reads what is published of the content folder, and opens the search index that the build wrote, or begins to make one in memory.
 * `siteDir` is the site that was built from it, if any; in `importedDir` is what is held of other registries. `onLost` is told why an
 * index of a build could not be read any more.
 */
export async function openPublication(
  contentDir: string,
  siteDir: string,
  importedDir: string,
  onLost: (error: unknown) => void = () => undefined,
): Promise<Publication> {
  const stopping = new AbortController();
  const store = openTextStore();
  /** The documents of the last two editions: a search in the one before may still go on. */
  const documents: TextStore[] = [];
  const indexHere = async (read: ReadEdition): Promise<Edition> => {
    const own = openTextStore();
    try {
      const keep = keepDocuments(own);
      const found = await indexInTurns(read.registry, documentsOf(read), { signal: stopping.signal, keep });
      documents.push(own);
      if (documents.length > 2) documents.shift()!.close();
      return { ...read, ...found };
    } catch (error) {
      own.close();
      // Whoever built the site took it for sound, with other code than this.
      if (!(error instanceof UnreadableRecord)) throw error;
      const broken = new Set([...read.broken, error.file]);
      return await indexHere({ ...(await makeEdition(read.tree, broken, importedDir, store)), site: undefined });
    }
  };
  const withSearch = async (read: ReadEdition): Promise<Edition> => {
    const built = await findBuiltIndex(read, siteDir);
    if (!built) return await indexHere(read);
    let made: Promise<Edition> | undefined;
    const inMemory = async () => (await (made ??= indexHere(read))).search;
    return {
      ...read,
      problems: built.problems,
      search: withFallback(built.search, inMemory, { ...FROM_THEN_ON, onFailure: onLost }),
    };
  };
  const first = await readEdition(contentDir, siteDir, importedDir, new Map(), store);
  const making = withSearch(first);
  const search: SearchEngine = { search: async (query) => (await making).search.search(query) };
  let edition: Edition = { ...first, search, problems: [] };
  const indexed = making.then((made) => {
    edition = made;
    freeMemory();
  });
  indexed.catch(() => undefined);
  return {
    current: () => edition,
    indexed,
    async reload(builtDir) {
      await indexed.catch(() => undefined);
      edition = await withSearch(await readEdition(contentDir, builtDir, importedDir, edition.tree, store));
      freeMemory();
    },
    close() {
      stopping.abort();
      for (const each of [store, ...documents]) each.close();
    },
  };
}

/**
 * When somebody else has replaced the site, the pieces of its index are gone: the index in memory answers all questions from then on,
 * and as well.
 */
const FROM_THEN_ON = { timeout: 60_000, pause: Infinity, mark: (page: SearchPage) => page };

interface ReadEdition extends Omit<Edition, 'search' | 'problems'> {
  /** The site that was built from this content, if any, and the digest of the code that built it. */
  site: { dir: string; code: string } | undefined;
}

/** The index of the build, if this very code made it in pieces, and of all documents: browsers do not get too many foreign ones. */
async function findBuiltIndex({ site, registry, foreign }: ReadEdition, lasting: string): Promise<BuiltIndex | undefined> {
  const count = countDocuments(registry, foreign);
  if (!site || count < IN_PIECES_FROM || site.code !== (await digestOfCode())) return undefined;
  return await openBuiltIndex(site.dir, lasting, registry.locales.keys(), count);
}

async function readEdition(
  contentDir: string,
  siteDir: string,
  importedDir: string,
  before: Tree,
  store: TextStore,
): Promise<ReadEdition> {
  // Nobody waits for a server that begins: it reads and checks at once, without a thread, which would load all code again.
  const isFirst = before.size === 0;
  const read = isFirst ? readTreeAlone : readTree;
  const tree = keepFiles(await read(contentDir, keepTexts(before, store)), before);
  // The build wrote the list already, unless the content changed since or the site was built elsewhere.
  const written = await readFile(join(siteDir, PUBLISHED_FILE), 'utf8').catch(() => '');
  const told = readPublished(written, tree);
  const broken = told?.leftOut ?? (await (isFirst ? findBrokenHere : findBroken)(tree, contentDir));
  return { ...(await makeEdition(tree, broken, importedDir, store)), site: told && { dir: siteDir, code: told.code } };
}

const keepDocuments =
  ({ keep }: TextStore): KeepDocument =>
  (document) => {
    const read = keep(JSON.stringify(document));
    return () => JSON.parse(read()) as SearchDocument;
  };

async function makeEdition(
  tree: Tree,
  broken: ReadonlySet<string>,
  importedDir: string,
  store: TextStore,
): Promise<Omit<ReadEdition, 'site'>> {
  const { registry } = readRegistry(tree, kinds, () => readOnDemand(broken, store.keep));
  const foreign = readForeign(await readFolder(importedDir), registry, new Date().toISOString().slice(0, 10));
  return { tree, broken, registry, foreign };
}

/** All documents that readers can find, in every language: our records, and the cases of other registries. */
export const documentsOf = ({ registry, foreign }: Pick<Edition, 'registry' | 'foreign'>): Iterable<SearchDocument> =>
  documentsOfAll(registry, foreign);

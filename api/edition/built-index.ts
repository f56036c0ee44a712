import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { paths } from '#registry/addresses.ts';
import { createEmbedded, openIndex } from '#registry/search/embedded.ts';
import type { SearchEngine } from '#registry/search/engine.ts';
import { openPieces } from '#registry/search/index-in-pieces.ts';
import type { IndexContents } from '#registry/search/index-pieces.ts';
import type { IndexSource } from '#registry/search/index-source.ts';
import type { Problem } from '#registry/search/problem.ts';

/** Pieces that stay in memory, of each language: some tens of megabytes at most. */
const KEPT_PIECES = 500;

export interface BuiltIndex {
  search: SearchEngine;
  problems: readonly Problem[];
}

/**
 * Opens the index that a build wrote in pieces beside its pages, for browsers: pieces are read when a question needs them. Undefined
 * when the build wrote no such index of `count` records in each language. `lasting` is the folder that the site will be moved to.
 */
export async function openBuiltIndex(
  siteDir: string,
  lasting: string,
  locales: Iterable<string>,
  count: number,
): Promise<BuiltIndex | undefined> {
  const sources = new Map<string, IndexSource>();
  for (const locale of locales) {
    const address = paths.searchIndex(locale);
    const contents = readContents(await readFile(join(siteDir, address), 'utf8').catch(() => ''));
    if (contents?.count !== count) return undefined;
    const fetchPiece = (name: string) => readPiece(siteDir, lasting, join(dirname(address), contents.folder, name));
    sources.set(locale, openPieces(contents, fetchPiece, KEPT_PIECES));
  }
  const [first] = sources.values();
  if (!first) return undefined;
  const problems = await first.problems().catch(() => undefined);
  if (!problems) return undefined;
  const engines = new Map([...sources].map(([locale, source]) => [locale, openIndex(source)] as const));
  const none = createEmbedded([], problems);
  return { problems, search: { search: async (query) => await (engines.get(query.locale) ?? none).search(query) } };
}

/** Undefined when there is none, when it is the one file of a small registry, or not whole. */
function readContents(text: string): IndexContents | undefined {
  try {
    const contents = JSON.parse(text) as IndexContents;
    return typeof contents.folder === 'string' ? contents : undefined;
  } catch {
    return undefined;
  }
}

/** From either folder. The name of a piece's own folder is a digest: it is the same file wherever it is. */
const readPiece = async (siteDir: string, lasting: string, path: string): Promise<unknown> => {
  const text = await readFile(join(siteDir, path), 'utf8').catch(() => readFile(join(lasting, path), 'utf8'));
  return JSON.parse(text) as unknown;
};

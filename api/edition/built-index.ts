import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
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
    const first = await readFile(join(siteDir, 'search', `${locale}.json`), 'utf8').catch(() => undefined);
    const contents = first === undefined ? undefined : readContents(first);
    if (contents?.count !== count) return undefined;
    const fetchPiece = (name: string) => readPiece([siteDir, lasting], join('search', contents.folder, name));
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

/** Undefined when it is the one file of a small registry, or not whole. */
function readContents(text: string): IndexContents | undefined {
  try {
    const contents = JSON.parse(text) as IndexContents;
    return typeof contents.folder === 'string' ? contents : undefined;
  } catch {
    return undefined;
  }
}

/** From the first of some folders that has it. The name of its own folder is a digest: it is the same file wherever it is. */
async function readPiece([folder = '', ...others]: readonly string[], path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(join(folder, path), 'utf8')) as unknown;
  } catch (error) {
    if (others.length === 0) throw error;
    return await readPiece(others, path);
  }
}

/** An engine that asks another one once it has failed: when somebody else has replaced the site, the pieces of its index are gone. */
export function untilItFails(
  engine: SearchEngine,
  makeOther: () => Promise<SearchEngine>,
  onFailure: (error: unknown) => void,
): SearchEngine {
  let other: Promise<SearchEngine> | undefined;
  return {
    async search(query) {
      if (other) return await (await other).search(query);
      try {
        return await engine.search(query);
      } catch (error) {
        onFailure(error);
        other ??= makeOther();
        return await (await other).search(query);
      }
    },
  };
}

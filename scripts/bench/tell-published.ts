import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { digestOfCode } from '#registry/content/kept-files.ts';
import type { Tree } from '#registry/content/tree.ts';
import { describePublished, PUBLISHED_FILE } from '#registry/publish.ts';
import { readRegistry } from '#registry/read.ts';
import { makeDocuments, makeProblems } from '#registry/search/corpus.ts';
import { indexFiles } from '#registry/search/published-index.ts';

/**
 * Writes what the server reads of a build besides pages: what is published, by which code, and the search index, which is of the same
 * content unless something else is `indexed`.
 */
export async function tellPublished(site: string, tree: Tree, code?: string, indexed = tree): Promise<void> {
  const published = { leftOut: new Set<string>(), code: code ?? (await digestOfCode()) };
  await writeFile(join(site, PUBLISHED_FILE), describePublished(tree, published));
  const { registry } = readRegistry(indexed);
  await rm(join(site, 'search'), { recursive: true, force: true });
  for (const locale of registry.locales.keys()) {
    const documents = [...makeDocuments(registry, [locale])];
    for (const { path, content } of indexFiles(documents, locale, makeProblems(registry, documents))) {
      const file = join(site, 'search', path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, JSON.stringify(content()));
    }
  }
}

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { allCasesJson } from './all-cases.ts';
import { CASE_FORMATS, caseFile, caseFileAddress, caseJson } from './case-data.ts';
import { paths } from '#registry/addresses.ts';
import { contextFor } from './context.ts';
import { loadRegistry } from './load-registry.ts';
import { searchFiles } from './search-files.ts';

/**
 * Writes files beside the built pages: those of each case for other programs, all cases in one, and the index of the search page. The
 * small ones are half of all files, and each takes less to make than Astro takes to look whether it has been made; the large ones are
 * not made as a whole.
 */
export const writeFiles = (): AstroIntegration => ({
  name: 'files',
  hooks: {
    'astro:build:done': async ({ dir }) => {
      const root = fileURLToPath(dir);
      const folders = new Set<string>();
      for await (const { path, text } of allFiles()) {
        const file = join(root, path);
        const folder = dirname(file);
        if (!folders.has(folder)) await mkdir(folder, { recursive: true });
        folders.add(folder);
        await writeFile(file, text);
      }
    },
  },
});

async function* allFiles(): AsyncGenerator<{ path: string; text: string | AsyncIterable<string> }> {
  const { registry } = await loadRegistry();
  const contexts = await Promise.all([...registry.locales.keys()].map(contextFor));
  for (const record of registry.cases.values()) {
    yield { path: paths.caseJson(record.id), text: caseJson(record, contexts[0]!) };
    for (const context of contexts)
      for (const format of CASE_FORMATS)
        yield { path: caseFileAddress(record.id, format, context), text: caseFile(record, format, context) };
  }
  yield { path: '/cases.json', text: allCasesJson() };
  for await (const { path, content } of searchFiles()) yield { path: `search/${path}`, text: JSON.stringify(content()) };
}

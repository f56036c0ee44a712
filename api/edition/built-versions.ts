import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The versions of cases as the built site names them: the server itself reads no history. */
export async function builtVersions(ids: readonly string[], siteDir: string): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(
    ids.map(async (id) => {
      const text = await readFile(join(siteDir, 'cases', `${id}.json`), 'utf8').catch(() => undefined);
      return text === undefined ? [] : [[id, (JSON.parse(text) as { version: string }).version] as const];
    }),
  );
  return new Map(found.flat());
}

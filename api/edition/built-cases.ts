import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { paths } from '#registry/addresses.ts';

/** What the built site says of a case and only the history knows. */
export interface BuiltCase {
  version: string;
  /** The day on which it last changed, by the id of a language; sites of earlier versions do not say it. */
  modified?: Readonly<Record<string, string>>;
}

/** What the built site says of some cases, by id: the server itself reads no history. */
export async function readBuiltCases(ids: readonly string[], siteDir: string): Promise<ReadonlyMap<string, BuiltCase>> {
  const found = await Promise.all(
    ids.map(async (id) => {
      const text = await readFile(join(siteDir, paths.caseJson(id)), 'utf8').catch(() => undefined);
      return text === undefined ? [] : [[id, JSON.parse(text) as BuiltCase] as const];
    }),
  );
  return new Map(found.flat());
}

/** The versions of some cases as the built site names them, by id. */
export const builtVersions = async (ids: readonly string[], siteDir: string): Promise<ReadonlyMap<string, string>> =>
  new Map(Array.from(await readBuiltCases(ids, siteDir), ([id, { version }]) => [id, version]));

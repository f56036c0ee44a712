import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readTreeAlone } from '#registry/content/disk.ts';
import type { Tree } from '#registry/content/tree.ts';
import { type Foreign, readForeign } from '#registry/federation/foreign.ts';
import { readFolder } from '#registry/federation/store/folder.ts';
import type { Locale } from '#registry/locale/locale.ts';
import { readRegistry } from '#registry/read.ts';
import type { Registry } from '#registry/registry.ts';
import { Failure, type Io } from './command.ts';

/** The content tree on disk. Throws Failure when there is none. */
export async function loadTree(folder: string): Promise<Tree> {
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) throw new Failure(`There is no content folder at ${folder}. Name it with --content or CONTENT_DIR.`);
  return await readTreeAlone(folder);
}

/** The content's locale for a language, else its first one, else one without words. */
export function chooseLocale(tree: Tree, language: string): Locale {
  const files = [...tree].filter(([file]) => file === 'registry.yml' || file.startsWith('locales/'));
  const { locales } = readRegistry(new Map(files)).registry;
  return locales.get(language) ?? [...locales.values()][0] ?? { id: language, tag: language, name: language, strings: {} };
}

/** The folder with what is held of other registries, as the build of the site reads it. */
export const importedFolder = ({ cwd, env }: Io): string => resolve(cwd, env['IMPORTED_DIR'] ?? '.data/imported');

/** What is held of other registries, as readers see it today. */
export const loadImported = async (registry: Registry, io: Io): Promise<Foreign[]> =>
  readForeign(await readFolder(importedFolder(io)), registry, new Date().toISOString().slice(0, 10));

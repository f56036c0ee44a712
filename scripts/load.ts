import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { whyNoContent } from '#registry/build/folders.ts';
import { layOverCode, readTreeAlone } from '#registry/content/disk.ts';
import type { Tree } from '#registry/content/tree.ts';
import { type Foreign, readForeign } from '#registry/federation/foreign.ts';
import { readFolder } from '#registry/federation/store/folder.ts';
import type { Locale } from '#registry/locale/locale.ts';
import { publishRegistry } from '#registry/publish.ts';
import { readRegistry } from '#registry/read.ts';
import type { Registry } from '#registry/registry.ts';
import { Failure, type Io, UsageError } from './command.ts';
import { chooseFrom, environmentLocale, languagePart, today } from './options.ts';

/** The content tree on disk, whole or with texts that are read on demand. Throws Failure when there is none. */
export async function loadTree(folder: string, read: (folder: string) => Promise<Tree> = readTreeAlone): Promise<Tree> {
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) throw new Failure(`There is no content folder at ${folder}. Name it with --content or CONTENT_DIR.`);
  const why = whyNoContent(folder);
  if (why !== undefined) throw new Failure(`${folder} ${why}, with --content or CONTENT_DIR.`);
  return await read(folder);
}

/** What a site of the content on disk would publish today. */
export const loadPublished = async (folder: string): Promise<ReturnType<typeof publishRegistry>> =>
  publishRegistry(await loadTree(folder), { today: today() });

/** A registry's locale for a language, else its first one. */
export const localeIn = ({ locales }: Pick<Registry, 'locales'>, language: string): Locale | undefined =>
  locales.get(language) ?? [...locales.values()][0];

/** The locale that an option names: `pt` and `pt-BR` are Portuguese. Throws UsageError when it names none. */
export function demandLocale(given: string, { locales }: Pick<Registry, 'locales'>): Locale {
  const found = locales.get(languagePart(given));
  if (!found) throw new UsageError(`There is no locale "${given}". There are ${[...locales.keys()].join(', ')}.`);
  return found;
}

/** The locale that an option names; without it that of the environment, or the registry's first one. */
export const localeFor = (given: string | undefined, registry: Pick<Registry, 'locales'>, io: Io): Locale =>
  given === undefined ? localeIn(registry, languagePart(environmentLocale(io)))! : demandLocale(given, registry);

/** The locales that an option names, separated by commas; without it, the `usual` one. Throws UsageError for others. */
export const chosenLocales = (given: string | undefined, registry: Pick<Registry, 'locales'>, usual: Locale): Locale[] =>
  given === undefined
    ? [usual]
    : chooseFrom('locale', given, [...registry.locales.keys()]).map((id) => registry.locales.get(id)!);

/** The locales of some content; those of the code where none can be read. */
export async function loadLocales(tree: Tree): Promise<Pick<Registry, 'locales'>> {
  const files = [...tree].filter(([file]) => file === 'registry.yml' || file.startsWith('locales/'));
  const { registry: own } = readRegistry(new Map(files));
  return own.locales.size > 0
    ? own
    : readRegistry(await layOverCode(new Map([['registry.yml', { text: WORDS_OF_CODE }]]))).registry;
}

/** A registry that has all words from the code. */
const WORDS_OF_CODE = `name: '-'
locales: [es, pt, en]
upstream: { repository: 'https://code.invalid', release: v0.0.0 }
`;

/** The folder with what is held of other registries, as the build of the site reads it. */
export const importedFolder = ({ cwd, env }: Io): string => resolve(cwd, env['IMPORTED_DIR'] || '.data/imported');

/** What is held of other registries, as readers see it today. */
export const loadImported = async (registry: Registry, io: Io): Promise<Foreign[]> =>
  readForeign(await readFolder(importedFolder(io)), registry, today());

import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { digestOfCode } from '#registry/content/kept-files.ts';
import { digestOfBytes, digestOfTexts } from '#registry/content/tree-digest.ts';
import { beyondOf } from './beyond.ts';
import { type CaseKeys, makeCaseKeys, type PageKey } from './case-keys.ts';
import { readCaseFile } from './case-files.ts';
import { contextFor } from './context.ts';
import * as environment from './environment.ts';
import { facets, facetValues } from './facets.ts';
import { foreignWith } from './foreign.ts';
import { loadRegistry } from './load-registry.ts';

const { contentDir: _content, outDir: _out, port: _port, ...rest } = environment;
/** What the environment says that pages may show. */
export const buildSettings = rest;

const SITE = fileURLToPath(new URL('../..', import.meta.url));

/** Gives the key of what stands at an address, which is told by its parts; undefined for what is made in every build. */
type KeyOf = (parts: readonly string[]) => Promise<PageKey | undefined>;

function makeKeys({ ofCase, ofCases }: CaseKeys): Readonly<Record<string, KeyOf>> {
  const inLocale: KeyOf = ([, , id]) => ofCase(idIn(id!));
  const inAll: KeyOf = ([, id]) => ofCase(idIn(id!));

  /** Of what shows all cases with a value. Labs, and values without cases, show more than that. */
  const ofValue = async (locale: string, segment: string, value: string): Promise<PageKey | undefined> => {
    const facet = facets.find((each) => each.segment === segment);
    const context = await contextFor(locale);
    const found = facet && facetValues(facet, context).find((each) => each.value === value);
    if (!found || segment === 'labs') return undefined;
    const ids = found.views.map(({ id }) => id);
    return await ofCases(ids, (await foreignWith(facet, value, context)) ?? '');
  };
  const inList: KeyOf = ([locale, segment, value]) => ofValue(locale!, segment!, value!);
  const ofLessons: KeyOf = ([locale, , value]) => ofValue(locale!, 'challenges', value!);

  return {
    'src/pages/[locale]/cases/[id]/index.astro': inLocale,
    'src/pages/[locale]/cases/[id]/brief.astro': inLocale,
    'src/pages/[locale]/cases/[id]/cite.astro': inLocale,
    'src/pages/[locale]/cases/[id]/history.astro': inLocale,
    'src/pages/[locale]/cases/[id].[format].ts': inLocale,
    'src/pages/cases/[id].json.ts': inAll,
    'src/pages/cases/[id]/files/[file].ts': inAll,
    'src/pages/[locale]/[facet]/[value]/[...page].astro': inList,
    'src/pages/[locale]/[facet]/[value]/feed.xml.ts': inList,
    'src/pages/[locale]/lessons/[value]/[...page].astro': ofLessons,
  };
}

/** The id of a case from the part of an address that may have the ending of a file. */
const idIn = (part: string): string => part.split('.')[0]!;

/** Gives the key of a page by its route and its address. One of a route that is not listed above is made in every build. */
export async function openPageKeys(): Promise<(route: string, pathname: string) => Promise<PageKey | undefined>> {
  const { registry, digests, history, today } = await loadRegistry();
  const locales = [...registry.locales.keys()];
  const { ofCase, ofCases } = makeCaseKeys({
    ...{ registry, digests, history, today, world: await digestOfWorld() },
    beyond: (id) => Promise.all(locales.map((locale) => beyondOf(id, locale))),
    attached: async ({ file }, name) => digestOfBytes(await readCaseFile(file, name)),
  });
  const known = new Map<string, Promise<PageKey>>();
  const once = (name: string, make: () => Promise<PageKey>) => known.get(name) ?? known.set(name, make()).get(name)!;
  const keys = makeKeys({
    ofCase: (id) => once(id, () => ofCase(id)),
    ofCases: (ids, beside) => once(JSON.stringify([ids, beside]), () => ofCases(ids, beside)),
  });
  return async (route, pathname) => await keys[route]?.(pathname.split('/').filter(Boolean));
}

/** Everything beside the content that pages are made of: code, packages, settings, what is held of other registries. */
async function digestOfWorld(): Promise<string> {
  const files = [...(await digestsIn(SITE, '{src/**/*,*.{mjs,json}}')), ...(await digestsIn(environment.importedDir, '**/*'))];
  return digestOfTexts([await digestOfCode(), JSON.stringify(buildSettings), ...files]);
}

async function digestsIn(folder: string, pattern: string): Promise<string[]> {
  const found: string[] = [];
  for await (const entry of glob(pattern, { cwd: folder, withFileTypes: true }))
    if (entry.isFile()) found.push(join(entry.parentPath, entry.name));
  return await Promise.all(found.sort().map(async (file) => `${file} ${digestOfBytes(await readFile(file))}`));
}

import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dueOn } from '#registry/commitment/due.ts';
import { digestOfCode } from '#registry/content/kept-files.ts';
import { digestOfBytes, digestOfTexts } from '#registry/content/tree-digest.ts';
import { lineageOf } from '#registry/lineage/links.ts';
import { casesWith } from '#registry/method/page/method-item.ts';
import { casesOfLab } from '#registry/reuse/reuse.ts';
import { beyondOf } from './beyond.ts';
import { type CaseKeys, makeCaseKeys, namedIn, type PageKey } from './case-keys.ts';
import { readCaseFile } from './case-files.ts';
import { type Context, contextFor } from './context.ts';
import * as environment from './environment.ts';
import { casesNear, facetOf, facetValues, nearestValues } from './facets.ts';
import { foreignWith } from './foreign.ts';
import { isLessonKind } from './lessons.ts';
import { loadRegistry } from './load-registry.ts';

const { contentDir: _content, outDir: _out, port: _port, ...rest } = environment;
/** What the environment says that pages may show. */
export const buildSettings = rest;

const SITE = fileURLToPath(new URL('../..', import.meta.url));

/** Gives the key of what stands at an address, which is told by its parts; undefined for what is made in every build. */
type KeyOf = (parts: readonly string[]) => Promise<PageKey | undefined>;

function makeKeys({ ofCase, ofCases, ofCasesAndTalk }: CaseKeys): Readonly<Record<string, KeyOf>> {
  const inLocale: KeyOf = ([, , id]) => ofCase(id!);

  const withValue = (segment: string, value: string, context: Context): string[] =>
    idsOf(facetValues(context, facetOf(segment)).find((each) => each.value === value)?.views ?? []);

  /** Of what shows all cases with a value; where there are none, of what shows what is nearest. */
  const inList: KeyOf = async ([locale, segment, value]) => {
    const context = await contextFor(locale!);
    const facet = facetOf(segment!);
    const ids = withValue(segment!, value!, context);
    const near = ids.length === 0 ? nearestValues(context, facet, value!) : [];
    const counts = near.map((each) => [each.value, each.views.length]);
    const shown = [...ids, ...idsOf(casesNear(near))];
    const beside = [counts, await foreignWith(facet, value!, context)];
    if (segment !== 'labs') return await ofCases(shown, beside);
    return await ofCasesAndTalk([...shown, ...shownOfLab(value!, context)], [beside, context.today]);
  };
  const inFeed: KeyOf = async ([locale, segment, value]) =>
    await ofCases(withValue(segment!, value!, await contextFor(locale!)), '');
  const inLessons: KeyOf = async ([locale, , value]) =>
    isLessonKind(value!) ? undefined : await ofCases(withValue('challenges', value!, await contextFor(locale!)), '');
  const inDue: KeyOf = async ([locale, , lab]) => {
    const context = await contextFor(locale!);
    return await ofCasesAndTalk(owedBy(lab!, context), context.today);
  };
  const inMethod: KeyOf = async ([locale, , id]) => {
    const { registry, history } = await contextFor(locale!);
    const method = registry.methods.get(id!)!;
    const files = [method.file, ...[...method.translations.values()].map(({ file }) => file)];
    return await ofCases(
      [...idsOf(casesWith(id!, registry)), ...namedIn(method, registry)],
      files.map((file) => history.get(file)?.[0]?.date),
    );
  };

  return {
    'src/pages/[locale]/cases/[id]/index.astro': inLocale,
    'src/pages/[locale]/cases/[id]/brief.astro': inLocale,
    'src/pages/[locale]/cases/[id]/cite.astro': inLocale,
    'src/pages/[locale]/cases/[id]/history.astro': inLocale,
    'src/pages/cases/[id]/files/[file].ts': ([, id]) => ofCase(id!),
    'src/pages/[locale]/[facet]/[value]/[...page].astro': inList,
    'src/pages/[locale]/[facet]/[value]/feed.xml.ts': inFeed,
    'src/pages/[locale]/lessons/[value]/[...page].astro': inLessons,
    'src/pages/[locale]/labs/[lab]/due.xml.ts': inDue,
    'src/pages/[locale]/methods/[id]/[...page].astro': inMethod,
  };
}

const idsOf = (all: readonly { id: string }[]): string[] => all.map(({ id }) => id);

/** The records that a lab owes something of. */
const owedBy = (lab: string, { registry, today }: Pick<Context, 'registry' | 'today'>): string[] =>
  idsOf(dueOn(registry, today).flatMap((each) => (each.lab === lab ? [each.record] : [])));

/** What the page of a lab shows beside the cases in its list: those that came after its own, and what it owes. */
const shownOfLab = (lab: string, { registry, today }: Context): string[] => [
  ...casesOfLab(lab, registry).flatMap(({ id }) => [id, ...lineageOf(id, registry).flatMap(({ other }) => other ?? [])]),
  ...owedBy(lab, { registry, today }),
];

/** Gives the key of a page by its route and its address. One of a route that is not listed above is made in every build. */
export async function openPageKeys(): Promise<(route: string, pathname: string) => Promise<PageKey | undefined>> {
  const { registry, digests, history, today } = await loadRegistry();
  const locales = [...registry.locales.keys()];
  const { ofCase, ofCases, ofCasesAndTalk } = makeCaseKeys({
    ...{ registry, digests, history, today, world: await digestOfWorld() },
    beyond: (id) => Promise.all(locales.map((locale) => beyondOf(id, locale))),
    attached: async ({ file }, name) => digestOfBytes(await readCaseFile(file, name)),
  });
  const known = new Map<string, Promise<PageKey>>();
  const once = (name: string, make: () => Promise<PageKey>) => known.get(name) ?? known.set(name, make()).get(name)!;
  const keys = makeKeys({
    ofCase: (id) => once(id, () => ofCase(id)),
    ofCases: (ids, beside) => once(JSON.stringify([ids, beside]), () => ofCases(ids, beside)),
    ofCasesAndTalk,
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

import { paths } from '#registry/addresses.ts';
import { type Between, betweenUs } from '#registry/federation/between.ts';
import { type Foreign, type ForeignItem, listedForThemselves, readForeign } from '#registry/federation/foreign.ts';
import { readFolder } from '#registry/federation/store/folder.ts';
import { viewRecord } from '#registry/record/view.ts';
import type { Context } from './context.ts';
import { importedDir, siteUrl } from './environment.ts';
import type { BrowseFacet } from './facets.ts';
import { loadRegistry } from './load-registry.ts';

let loaded: Promise<readonly Foreign[]> | undefined;

/** What is held of other registries, read once per build. */
export const loadForeign = () => (loaded ??= load());

async function load(): Promise<readonly Foreign[]> {
  const { registry } = await loadRegistry();
  return readForeign(await readFolder(importedDir), registry, new Date().toISOString().slice(0, 10));
}

const countriesOf = ({ whole, card }: ForeignItem): readonly string[] =>
  whole?.record.facts.places.map(({ country }) => country) ?? card?.countries ?? [];

/** How many cases of other registries are in lists for themselves. */
export const countForeign = async (): Promise<number> => listedForThemselves(await loadForeign()).length;

/** The countries of each of them. */
export const foreignCountries = async () => listedForThemselves(await loadForeign()).map(({ item }) => countriesOf(item));

/** How many of them have each value of a facet, and in which registries. */
type ValueCounts = ReadonlyMap<string, { count: number; peers: ReadonlySet<string> }>;
const counted = new Map<string, Promise<ValueCounts>>();

async function countValues(facet: BrowseFacet, context: Context): Promise<ValueCounts> {
  const counts = new Map<string, { count: number; peers: Set<string> }>();
  for (const { peer, item } of listedForThemselves(await loadForeign())) {
    // Of mere titles only the country is known.
    const values =
      facet.segment === 'countries'
        ? countriesOf(item).map((country) => country.toLowerCase())
        : item.whole
          ? facet.values(viewRecord(item.whole.record, context.locale.id), context)
          : [];
    for (const value of new Set(values)) {
      const of = counts.get(value) ?? { count: 0, peers: new Set() };
      of.count++;
      of.peers.add(peer.id);
      counts.set(value, of);
    }
  }
  return counts;
}

/** Those of them that have a value of a facet: how many, and the search that finds them. */
export async function foreignWith(facet: BrowseFacet, value: string, context: Context) {
  const { filter, segment } = facet;
  if (filter === undefined) return undefined;
  const key = `${context.locale.id} ${segment}`;
  if (!counted.has(key)) counted.set(key, countValues(facet, context));
  const found = (await counted.get(key)!).get(value);
  if (!found) return undefined;
  const origins = [...found.peers].map((peer) => ['origin', peer]);
  const asked = new URLSearchParams([[filter, facet.filterValue?.(value) ?? value], ...origins]);
  return { count: found.count, href: `${paths.search(context.locale.id)}?${asked}` };
}

let between: Promise<ReadonlyMap<string, Between>> | undefined;

/** What there is to decide between us and a registry that we read. */
export const loadBetween = async (peer: string): Promise<Between> => (await (between ??= decideBetween())).get(peer)!;

async function decideBetween() {
  const { registry } = await loadRegistry();
  const all = await loadForeign();
  return new Map(all.map((each) => [each.peer.id, betweenUs(registry, new URL(siteUrl).origin, all, each)]));
}

/** One path for each registry that is read, in each locale. */
export async function foreignPaths() {
  const { registry } = await loadRegistry();
  const foreign = await loadForeign();
  return [...registry.locales.keys()].flatMap((locale) => foreign.map(({ peer }) => ({ params: { locale, peer: peer.id } })));
}

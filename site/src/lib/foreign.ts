import { type Between, betweenUs } from '#registry/federation/between.ts';
import { type Foreign, readForeign } from '#registry/federation/foreign.ts';
import { readFolder } from '#registry/federation/store/folder.ts';
import { importedDir, siteUrl } from './environment.ts';
import { loadRegistry } from './load-registry.ts';

let loaded: Promise<readonly Foreign[]> | undefined;

/** What is held of other registries, read once per build. */
export const loadForeign = () => (loaded ??= load());

async function load(): Promise<readonly Foreign[]> {
  const { registry } = await loadRegistry();
  return readForeign(await readFolder(importedDir), registry, new Date().toISOString().slice(0, 10));
}

/** The countries of each case of other registries that is listed for itself. */
export async function foreignCountries(): Promise<string[][]> {
  return (await loadForeign()).flatMap(({ items }) =>
    items
      .filter(({ isListed, standIn }) => isListed && standIn === undefined)
      .map(({ whole, card }) => whole?.record.facts.places.map(({ country }) => country) ?? [...(card?.countries ?? [])]),
  );
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

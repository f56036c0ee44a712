import { type Foreign, readForeign } from '#registry/federation/foreign.ts';
import { readFolder } from '#registry/federation/store/folder.ts';
import { importedDir } from './environment.ts';
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

/** One path for each registry that is read, in each locale. */
export async function foreignPaths() {
  const { registry } = await loadRegistry();
  const foreign = await loadForeign();
  return [...registry.locales.keys()].flatMap((locale) => foreign.map(({ peer }) => ({ params: { locale, peer: peer.id } })));
}

import type { CaseBeyond } from '#registry/case/page/page-data.ts';
import { type Lineage, lineageBetween } from '#registry/federation/lineage.ts';
import { sameAs } from '#registry/federation/same.ts';
import { siteUrl } from './environment.ts';
import { loadForeign } from './foreign.ts';
import { loadRegistry } from './load-registry.ts';

const origin = new URL(siteUrl).origin;

let lineage: Promise<Lineage> | undefined;

async function load(): Promise<Lineage> {
  const { registry } = await loadRegistry();
  return lineageBetween(registry, origin, await loadForeign());
}

/** What is known of a case beyond its own registry: of one of ours, or of another registry's. */
export async function beyondOf(id: string, locale: string, registry = origin): Promise<CaseBeyond> {
  const end = { registry, id };
  const holdings = { ours: (await loadRegistry()).registry, origin, foreign: await loadForeign(), locale };
  return { links: (await (lineage ??= load())).beyond(end, locale), same: sameAs(end, holdings) };
}

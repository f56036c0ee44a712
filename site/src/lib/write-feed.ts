import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { feedPaths } from '#registry/addresses.ts';
import { makeCatalogue } from '#registry/federation/doors/catalogue.ts';
import { makeResourceSync } from '#registry/federation/doors/resource-sync.ts';
import { makeFederationFeed } from '#registry/federation/feed.ts';
import { FEED_SCHEMAS } from '#registry/federation/format.ts';
import { reportAbout, reportPath } from '#registry/federation/report.ts';
import { openSigner } from '#registry/federation/signature.ts';
import { contextFor } from './context.ts';
import { feedKeyFile, siteUrl, submissions } from './environment.ts';
import { loadBetween, loadForeign } from './foreign.ts';
import { dayOfChange } from '#registry/content/git-history.ts';
import { loadRegistry } from './load-registry.ts';

/** Writes beside the built pages what other registries read. */
export const writeFeed = (): AstroIntegration => ({
  name: 'feed',
  hooks: {
    'astro:build:done': async ({ dir }) => {
      const { registry, history } = await loadRegistry();
      const { version, modified: modifiedIn } = await contextFor([...registry.locales.keys()][0]!);
      const days = [
        ...[...history.keys()].flatMap((file) => dayOfChange(history, file) ?? []),
        ...[...registry.cases.values()].map(({ facts }) => facts.compiled.on),
      ];
      const signer = feedKeyFile === undefined ? undefined : openSigner(await readFile(feedKeyFile, 'utf8'));
      const updated = days.toSorted().at(-1) ?? '1970-01-01';
      const files = makeFederationFeed(registry, { siteUrl, version, updated, signer, isServed: submissions });
      const modified = (id: string) => modifiedIn(registry.cases.get(id)!);
      const [schema] = FEED_SCHEMAS as [number];
      const records = new Map([...registry.cases.keys()].map((id) => [id, files.get(feedPaths.record(schema, id))!]));
      const languageOf = (id: string) => registry.cases.get(id)!.facts.language;
      const doors = [
        ...makeCatalogue(registry, { siteUrl, updated, modified }),
        ...makeResourceSync(records, schema, { siteUrl, updated, languageOf, modified }),
      ];
      for (const [path, text] of doors) files.set(path, text);
      // What we made of the cases of each registry that we read, for those who keep it.
      for (const { peer, snapshot } of await loadForeign())
        files.set(reportPath(peer.registry), JSON.stringify(reportAbout(peer.registry, snapshot, await loadBetween(peer.id))));
      const folders = new Set([...files.keys()].map(dirname));
      const root = fileURLToPath(dir);
      for (const folder of folders) await mkdir(join(root, folder), { recursive: true });
      for (const [path, text] of files) await writeFile(join(root, path), text);
    },
  },
});

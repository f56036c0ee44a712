import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { makeFederationFeed } from '#registry/federation/feed.ts';
import { reportAbout, reportPath } from '#registry/federation/report.ts';
import { openSigner } from '#registry/federation/signature.ts';
import { contextFor } from './context.ts';
import { feedKeyFile, siteUrl } from './environment.ts';
import { loadForeign } from './foreign.ts';
import { loadRegistry } from './load-registry.ts';

/** Writes beside the built pages what other registries read. */
export const writeFeed = (): AstroIntegration => ({
  name: 'feed',
  hooks: {
    'astro:build:done': async ({ dir }) => {
      const { registry, history } = await loadRegistry();
      const { version } = await contextFor([...registry.locales.keys()][0]!);
      const days = [
        ...[...history.values()].flatMap(([last]) => last?.date.slice(0, 10) ?? []),
        ...[...registry.cases.values()].map(({ facts }) => facts.compiled.on),
      ];
      const signer = feedKeyFile === undefined ? undefined : openSigner(await readFile(feedKeyFile, 'utf8'));
      const files = makeFederationFeed(registry, { siteUrl, version, updated: days.toSorted().at(-1) ?? '1970-01-01', signer });
      // What we made of the cases of each registry that we read, for those who keep it.
      for (const { peer, snapshot } of await loadForeign())
        files.set(reportPath(peer.registry), JSON.stringify(reportAbout(peer.registry, snapshot)));
      const folders = new Set([...files.keys()].map(dirname));
      const root = fileURLToPath(dir);
      for (const folder of folders) await mkdir(join(root, folder), { recursive: true });
      for (const [path, text] of files) await writeFile(join(root, path), text);
    },
  },
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readTree } from '#registry/content/disk.ts';
import type { Tree } from '#registry/content/tree.ts';
import { makeFederationFeed } from '#registry/federation/feed.ts';
import { readForeign } from '#registry/federation/foreign.ts';
import { HERE } from '#registry/search/bounds.ts';
import { documentsOfAll } from '#registry/federation/foreign-document.ts';
import { readFolder } from '#registry/federation/store/folder.ts';
import { readRegistry } from '#registry/read.ts';
import { runCommand } from '../../../scripts/run.ts';
import { FIXTURE_DAY, readFixtureRegistry, writeTree } from '../../fixtures/fixture-tree.ts';
import { makePortugueseRegistry } from '../../fixtures/portuguese-registry.ts';
import { doorsTo } from './harvesting.ts';
import { startPeer } from './peer-server.ts';
import { content as ourContent } from '../../real-content.ts';

/** A registry that publishes at an address, and reads others by the commands that its keepers type. */
async function openRegistry(id: string, make: (folder: string) => Promise<Tree | void>) {
  const server = await startPeer();
  const folder = await mkdtemp(join(tmpdir(), `three-${id}-`));
  onTestFinished(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });
  const tree = await make(folder);
  if (tree) await writeTree(tree, join(folder, 'content'));
  await writeFile(join(folder, 'content/peers.yml'), '[]\n');
  const content = async () => readRegistry(await readTree(join(folder, 'content'))).registry;
  return {
    ...{ id, server, folder },
    async publish() {
      const options = { siteUrl: server.origin, version: ({ digest }: { digest: string }) => digest, updated: '2026-11-29' };
      server.serve(makeFederationFeed(await content(), options));
    },
    /** Runs a `federation` command, and gives what it says. */
    async call(others: readonly { server: { port: number } }[], ...args: string[]) {
      let said = '';
      const code = await runCommand(['federation', ...args], {
        stdout: (text) => void (said += text),
        stderr: (text) => void (said += text),
        env: { SITE_URL: server.origin },
        cwd: folder,
        doors: doorsTo(...others.map((other) => other.server)),
      });
      return { code, said };
    },
    /** What readers of its site and of its search find, by whose it is. */
    async shown() {
      const registry = await content();
      const foreign = readForeign(await readFolder(join(folder, '.data/imported')), registry, FIXTURE_DAY);
      const origins = [...documentsOfAll(registry, foreign, ['pt'])].flatMap(({ facets }) =>
        facets.origin.filter((each) => each !== HERE),
      );
      const counts = [...Map.groupBy(origins, (origin) => origin)].map(([origin, all]) => [origin, all.length]);
      return { here: registry.cases.size, ...Object.fromEntries(counts) } as Record<string, number>;
    },
  };
}

test('three registries that read each other in a circle show the cases of all three, and ask hardly anything when nothing is new', async () => {
  const ours = await openRegistry('lqf', async () => ourContent);
  const portugal = await openRegistry('prt', (folder) => makePortugueseRegistry(folder, ours.server.origin));
  const third = await openRegistry('prova', () => readFixtureRegistry());
  const all = [ours, portugal, third];
  for (const each of all) await each.publish();

  const readOthers = async (act: (reader: (typeof all)[number], other: (typeof all)[number]) => Promise<void>) => {
    for (const reader of all) for (const other of all) if (other !== reader) await act(reader, other);
  };
  await readOthers(async (reader, other) => {
    expect(await reader.call([other], 'add', other.id, other.server.origin)).toMatchObject({ code: 0 });
  });
  for (let round = 0; round < 2; round++) {
    for (const reader of all) {
      const { code, said } = await reader.call(all, 'harvest');
      expect([code, said]).toEqual([0, expect.stringMatching(round === 0 ? /records changed\./ : /nothing has changed\./)]);
      await reader.call(all, 'export');
    }
    // What a registry has read, it does not publish as its own: the circle does not grow.
    if (round === 0) for (const each of all) await each.publish();
  }
  expect(await ours.shown()).toEqual({ here: expect.any(Number) as number, prt: 3, prova: 3 });
  const { here } = await ours.shown();
  expect(here).toBeGreaterThan(90);
  expect(await portugal.shown()).toEqual({ here: 3, lqf: here, prova: 3 });
  expect(await third.shown()).toEqual({ here: 3, lqf: here, prt: 3 });

  for (const each of all) each.server.count();
  await readOthers(async (reader, other) => {
    const before = other.server.wire();
    expect((await reader.call([other], 'harvest', other.id)).said).toBe(`${other.id}: nothing has changed.\n`);
    const bytes = other.server.wire() - before;
    console.info(`${reader.id} reads ${other.id} again: ${bytes} bytes with headers (wanted: < 2000)`);
    expect(other.server.count().requests).toBe(1);
    expect(bytes).toBeLessThan(2000);
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFederationFeed } from '#registry/federation/feed.ts';
import { openFetcher } from '#registry/federation/fetch/get.ts';
import { harvest } from '#registry/federation/harvest.ts';
import { retire } from '#registry/federation/retire.ts';
import { takeSnapshot } from '#registry/federation/snapshot.ts';
import { writeFolder } from '#registry/federation/store/folder.ts';
import { openImported } from '#registry/federation/store/open-imported.ts';
import type { GoneCase } from '#registry/settings.ts';
import { publishRegistry } from '#registry/publish.ts';
import { FIXTURE_DAY, readFixtureRegistry, withChange, writeTree } from '../fixtures/fixture-tree.ts';
import { readPortugueseRegistry } from '../fixtures/portuguese-registry.ts';
import { doorsTo, peerAt } from '../unit/federation/harvesting.ts';
import { startPeer } from '../unit/federation/peer-server.ts';
import { buildSite, makeOutDir } from './build.ts';

/** The words that only the record which is erased has. */
export const CANARY = 'Palavrasecreta';

/**
 * The miniature registry, with a registry of another country that it has read: one of its cases is erased, one is only a title
 * because of its licence, one has become unreadable, one has gone without a word; a session takes one as a partner's; and one registry
 * that is read no more.
 */
export async function buildForeignSite() {
  const root = await mkdtemp(join(tmpdir(), 'foreign-site-'));
  const server = await startPeer();
  const old = await startPeer();
  const portugal = publishRegistry(await readPortugueseRegistry(), { today: FIXTURE_DAY });
  const feedAt = (siteUrl: string) =>
    makeFederationFeed(portugal.registry, { siteUrl, version: ({ digest }) => digest, updated: '2026-11-01' });
  const imported = await openImported(join(root, 'outbox.sqlite'));
  const fetcher = openFetcher({ from: 'https://registry.example', doors: doorsTo(server, old) });
  const contentDir = join(root, 'content');
  const taken = '    - case: snapshot-of-two-countries\n';
  const partners = `  partners:\n    - case: prt:portugal-municipal-participatory-budgets\n`;
  await writeTree(withChange(await readFixtureRegistry(), 'sessions/lunch-2027/index.md', taken, taken + partners), contentDir);
  const { registry } = publishRegistry(await readFixtureRegistry(), { today: FIXTURE_DAY });
  const [peer, retired] = [
    peerAt(server, { id: 'prt', name: 'O que funciona Portugal', trust: 'partner' }),
    peerAt(old, { id: 'velho', name: 'Registro velho', retired: '2026-11-20' }),
  ];
  let now = Date.UTC(2026, 10, 12, 9);
  const read = (which: typeof peer) => harvest(which, { imported, fetcher, registry, now: (now += 60_000) });

  const { records, put } = recordsAt(server, feedAt(server.origin));
  const budgets = records.get('portugal-municipal-participatory-budgets')!;
  put({
    ...Object.fromEntries(records),
    secret: { ...budgets, id: 'secret', summary: `${CANARY}.` },
    linked: { ...budgets, id: 'linked', licence: 'CC-BY-NC-4.0', title: 'Só o título', translations: {}, summary: `${CANARY}.` },
    broken: { ...budgets, id: 'broken', title: 'Uma que se parte' },
    silent: { ...budgets, id: 'silent', title: 'Uma que se cala' },
  });
  await read(peer);
  const { secret: _, silent: _silent, ...rest } = Object.fromEntries(recordsNow(server));
  put({ ...rest, broken: { ...rest['broken'], title: 7, places: 'none' } }, [{ id: 'secret', why: 'erased' }]);
  await read(peer);
  old.serve(feedAt(old.origin));
  await read(retired);
  await retire(imported, 'velho', now);

  const importedDir = join(root, 'imported');
  await writeFolder(importedDir, await takeSnapshot(imported));
  await writeFile(
    join(contentDir, 'peers.yml'),
    [peer, retired]
      .map(
        ({ id, name, registry: at, trust, retired: end }) =>
          `- { id: ${id}, name: ${name}, registry: '${at}', trust: ${trust}${end ? `, retired: '${end}'` : ''} }\n`,
      )
      .join(''),
  );
  const left = { registry: server.origin, id: 'portugal-national-participatory-budget' };
  const gone: GoneCase[] = [
    {
      id: 'gone-withdrawn',
      why: 'withdrawn',
      on: '2026-05-02',
      text: { es: 'La institución pidió retirarlo.', pt: 'A instituição pediu sua retirada.' },
    },
    { id: 'gone-merged', why: 'merged', on: '2026-05-02', to: 'worked-with-citations' },
    { id: 'gone-moved', why: 'moved', on: '2026-05-02', to: left },
    { id: 'gone-erased', why: 'erased', on: '2026-05-02' },
  ];
  await writeFile(join(contentDir, 'gone.yml'), JSON.stringify(gone));
  fetcher.close();
  await imported.close();
  for (const each of [server, old]) await each.close();

  const outDir = await makeOutDir();
  const { code, output } = await buildSite({ contentDir, outDir, env: { IMPORTED_DIR: importedDir } });
  if (code !== 0) throw new Error(output);
  return {
    ...{ outDir, contentDir, importedDir, origin: server.origin, output },
    close: async () => {
      for (const dir of [root, outDir]) await rm(dir, { recursive: true, force: true });
    },
  };
}

type Records = Record<string, Record<string, unknown>>;

function recordsAt(server: Awaited<ReturnType<typeof startPeer>>, feed: ReadonlyMap<string, string>) {
  server.serve(feed);
  const records = recordsNow(server);
  const vocabularies = server.files().get('/federation/vocabularies.json')!.toString();
  const put = (all: Records, gone: readonly object[] = []) =>
    server.publish({
      records: new Map(Object.entries(all).map(([id, record]) => [id, JSON.stringify(record)])),
      gone,
      vocabularies,
    });
  return { records, put };
}

const recordsNow = (server: Awaited<ReturnType<typeof startPeer>>) =>
  new Map(
    [...server.files()].flatMap(([path, body]) => {
      const id = /\/records\/(.*)\.json$/.exec(path)?.[1];
      return id === undefined ? [] : [[id, JSON.parse(body.toString()) as Record<string, unknown>] as const];
    }),
  );

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openImported } from '#registry/federation/store/open-imported.ts';
import { runs } from '../property-runs.ts';
import { madeRecord, madeRecords, peerAt } from '../unit/federation/harvesting.ts';
import { startPeer } from '../unit/federation/peer-server.ts';
import { offerPostgres } from './outbox-postgres-server.ts';

const RECORDS = 2500;
const KILLS = runs(10);
/** A database server has transactions of its own, which are not ours to try. */
const KILLS_OF_SERVER = runs(4);

/** One harvest of a registry, as the server does it. */
const PROGRAM = `
import { openImported } from '#registry/federation/store/open-imported.ts';
import { openFetcher } from '#registry/federation/fetch/get.ts';
import { harvest } from '#registry/federation/harvest.ts';
import { readRegistry } from '#registry/read.ts';
import { readFixtureRegistry } from './test/fixtures/fixture-tree.ts';
const tree = [...(await readFixtureRegistry())].filter(([path]) => path === 'registry.yml' || path.startsWith('vocabularies/'));
const { registry } = readRegistry(new Map(tree));
const [address, peer] = process.argv.slice(1);
const imported = await openImported(address);
const fetcher = openFetcher({ from: 'https://here.example', doors: { plain: true, isAllowed: () => true } });
const { result, reason } = await harvest(JSON.parse(peer), { imported, fetcher, registry, now: Date.now() });
fetcher.close();
await imported.close();
process.stdout.write(JSON.stringify({ result, reason }));
`;

/** Runs it, and kills it at a moment; what it said when it came to an end before. */
async function run(address: string, origin: string, moment?: Promise<unknown>): Promise<string> {
  const child = spawn(
    process.execPath,
    ['--input-type=module-typescript', '-e', PROGRAM, address, JSON.stringify(peerAt({ origin }))],
    {
      cwd: resolve(import.meta.dirname, '../..'),
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise((done) => child.once('close', done));
  if (moment) {
    await Promise.race([moment, ended]);
    child.kill('SIGKILL');
  }
  await ended;
  return said;
}

async function killAgainAndAgain(address: string, kills: number): Promise<void> {
  const server = await startPeer();
  const records = madeRecords(RECORDS, server.origin);
  server.publish({ records });
  let before = 0;
  let inHarvest = 0;
  for (let kill = 0; kill < kills; kill++) {
    const hasBegun = new Promise<void>((begin) => server.take(() => (begin(), false)));
    // From when the program has begun to read, to far into what it does: most of them early, because later harvests are short.
    const after = 1000 * (((kill * 7) % kills) / kills) ** 2;
    if (
      (await run(
        address,
        server.origin,
        hasBegun.then(() => sleep(after)),
      )) === ''
    )
      inHarvest++;
    const id = `case-${kill}`;
    records.set(id, madeRecord(id, server.origin, { name: `Cambio ${kill}` }));
    server.publish({ records });
    const imported = await openImported(address);
    const found = await imported.records('sur');
    const torn = found.filter(({ good, text }) => (good === undefined) !== (text === undefined));
    expect(torn.map(({ id: which }) => which)).toEqual([]);
    const readable = found.filter(({ text }) => text !== undefined).length;
    expect(readable).toBeGreaterThanOrEqual(before);
    before = readable;
    await imported.close();
  }
  expect(JSON.parse(await run(address, server.origin))).toMatchObject({ result: 'settled' });
  const imported = await openImported(address);
  const held = new Map((await imported.records('sur')).map(({ id, text }) => [id, text]));
  expect(held).toEqual(new Map([...records].toSorted(([a], [b]) => (a < b ? -1 : 1))));
  // Some harvests are over before they are killed.
  expect(inHarvest).toBeGreaterThan(kills / 4);
  console.log(`${kills} kills, ${inHarvest} in harvests of ${RECORDS} records: 0 lost, 0 torn, equal at the end.`);
  await imported.close();
  await server.close();
}

// Both wait most of the time: they wait together.
test.concurrent('a harvest that is killed at any moment loses nothing and tears nothing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'federation-kill-'));
  await killAgainAndAgain(join(folder, 'outbox.sqlite'), KILLS);
  await rm(folder, { recursive: true, force: true });
});

const postgres = await offerPostgres('Harvests that are killed, in PostgreSQL');
test.skipIf(!postgres).concurrent('the same in PostgreSQL', async () => {
  const server = await postgres!.start();
  await killAgainAndAgain(server.url, KILLS_OF_SERVER);
  await server.stop();
});

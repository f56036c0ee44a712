import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import type { Socket } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import { feedPaths } from '#registry/addresses.ts';
import { readTree } from '#registry/content/disk.ts';
import { openFetcher } from '#registry/federation/fetch/get.ts';
import { FEED_SCHEMAS } from '#registry/federation/format.ts';
import { harvest } from '#registry/federation/harvest.ts';
import { openImported } from '#registry/federation/store/open-imported.ts';
import { readRegistry } from '#registry/read.ts';
import type { Peer } from '#registry/settings.ts';
import type { PeerChange } from './federation-peer.ts';
import { readOptions } from './options.ts';

const USAGE = `npm run bench:federation -- [options]

Reads a registry of generated records on this machine: first all of it, then when nothing, one record, a hundredth or an erasure
is new; then many registries in which nothing is. Each figure stands beside a reader that believes everything: it fetches the same
files with one connection less to think about, and puts them into a table without looking at them.

  --records N   records of the registry (default: 10000)
  --peers N     registries in which nothing has changed (default: 100)
  --json        only figures, as JSON
  --help`;

const { options } = readOptions(USAGE, { records: 10000, peers: 100, json: false });

/** What FEDERATION asks for at 10,000 records: seconds, requests and bytes with headers. */
const WANTED: Readonly<Record<string, string>> = {
  first: '<= 60 s, <= 300 requests',
  unchanged: '1 request, < 1 kB',
  'one record': '<= 3 requests, < 50 kB',
  'a hundredth': '< 3 MB',
  'one erased': '<= 3 requests',
};

interface Row {
  run: string;
  seconds: number;
  cpu: number;
  requests: number;
  bytes: number;
}

const doors = { plain: true, isAllowed: (address: string) => address === '127.0.0.1' };

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-federation-'));
  const worker = new Worker(new URL('federation-peer.ts', import.meta.url), { workerData: { records: options.records } });
  const published = () =>
    new Promise<string>((resolve, reject) => {
      worker.once('message', ({ origin }: { origin: string }) => resolve(origin));
      worker.once('error', reject);
    });
  const publish = (change: PeerChange) => {
    const done = published();
    worker.postMessage(change);
    return done;
  };
  try {
    if (!options.json) console.error(`making ${options.records} records…`);
    const origin = await published();
    const { registry } = readRegistry(await readTree('content'));
    const imported = await openImported(join(folder, 'outbox.sqlite'));
    const peer: Peer = { id: 'bench', name: 'Bench', registry: origin, trust: 'read', every: '24h', records: 200_000 };
    let now = Date.UTC(2026, 10, 2);
    const run = async (name: string): Promise<Row> => {
      const fetcher = openFetcher({ from: 'https://here.example', doors });
      let requests = 0;
      let bytes = 0;
      const counting: typeof fetcher = {
        async get(...asked) {
          requests++;
          const answer = await fetcher.get(...asked);
          bytes += answer.received;
          return answer;
        },
        close: fetcher.close,
      };
      const row = await measure(name, async () => {
        const { result, reason } = await harvest(peer, { imported, fetcher: counting, registry, now: (now += 60_000) });
        if (result !== 'settled' && result !== 'unchanged') throw new Error(`${name}: ${result} ${reason?.code}`);
      });
      fetcher.close();
      return { ...row, requests, bytes };
    };

    const rows: Row[] = [await believe(origin, folder), await run('first')];
    rows.push(await run('unchanged'));
    await publish({ change: 1, erase: 0 });
    rows.push(await run('one record'));
    await publish({ change: Math.ceil(options.records / 100), erase: 0 });
    rows.push(await run('a hundredth'));
    await publish({ change: 0, erase: 1 });
    rows.push(await run('one erased'));

    // As many registries as there are lanes of a server: each has this one's address, and knows it already.
    const facts = (await imported.peer('bench'))!;
    const many = Array.from({ length: options.peers }, (_, number) => ({ ...peer, id: `bench-${number}` }));
    for (const each of many) await imported.save(each.id, facts);
    let requests = 0;
    const quiet = await measure(`${many.length} quiet`, async () => {
      await Promise.all(
        many.map(async (each) => {
          const fetcher = openFetcher({ from: 'https://here.example', doors });
          const { result } = await harvest(each, { imported, fetcher, registry, now: (now += 60_000) });
          fetcher.close();
          if (result !== 'unchanged') throw new Error(`${each.id}: ${result}`);
          requests++;
        }),
      );
    });
    rows.push({ ...quiet, requests, bytes: 0 });
    await imported.close();
    print(rows);
  } finally {
    await worker.terminate();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(run: string, work: () => Promise<void>): Promise<Pick<Row, 'run' | 'seconds' | 'cpu'>> {
  const [started, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { run, seconds: (performance.now() - started) / 1000, cpu: (user + system) / 1e6 };
}

/** A reader that believes everything: what reading costs on this machine, now. */
async function believe(origin: string, folder: string): Promise<Row> {
  const schema = FEED_SCHEMAS[0]!;
  let requests = 0;
  let bytes = 0;
  const get = (path: string) =>
    new Promise<Buffer>((resolve, reject) => {
      requests++;
      const sent = request(`${origin}${path}`, { headers: { 'accept-encoding': 'gzip' } }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => void chunks.push(chunk));
        response.on('end', () => {
          const packed = Buffer.concat(chunks);
          bytes += packed.length;
          resolve(gunzipSync(packed));
        });
      });
      sent.on('error', reject);
      sent.on('socket', (socket: Socket) => void socket.setNoDelay(true));
      sent.end();
    });
  const database = new DatabaseSync(join(folder, 'bare.sqlite'));
  database.exec('pragma journal_mode = wal; pragma synchronous = full; create table copies (page text, body text)');
  const insert = database.prepare('insert into copies values (?, ?)');
  const row = await measure('bare reader', async () => {
    const { pages } = JSON.parse((await get(feedPaths.index(schema))).toString()) as { pages: { page: string }[] };
    for (const { page } of pages) {
      await get(feedPaths.page(schema, page));
      const lines = (await get(feedPaths.bundle(schema, page))).toString().split('\n').filter(Boolean);
      database.exec('begin');
      for (const line of lines) insert.run(page, line);
      database.exec('commit');
    }
  });
  database.close();
  return { ...row, requests, bytes };
}

function print(rows: readonly Row[]): void {
  if (options.json) return console.log(JSON.stringify(rows));
  const bare = rows[0]!;
  console.log('run              seconds    CPU s  requests       bytes  wanted');
  for (const { run, seconds, cpu, requests, bytes } of rows) {
    const figures = [seconds.toFixed(2).padStart(8), cpu.toFixed(2).padStart(8), String(requests).padStart(9)];
    const wanted = WANTED[run] ?? (run.endsWith('quiet') ? '< 5 s' : '');
    console.log(`${run.padEnd(15)} ${figures.join(' ')} ${String(bytes).padStart(11)}  ${wanted}`);
  }
  const first = rows.find(({ run }) => run === 'first')!;
  console.log(`First harvest: ${(first.seconds / bare.seconds).toFixed(1)} times the bare reader, which checks nothing.`);
}

await main();

import { execFileSync } from 'node:child_process';
import { appendFile, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import autocannon from 'autocannon';
import { readTree } from '#registry/content/disk.ts';
import { publicCase } from '#registry/publication/case-json.ts';
import { readRegistry } from '#registry/read.ts';
import { generateRegistry } from './generated-registry.ts';
import { tellPublished } from './tell-published.ts';
import { growthOf, percentile } from './figures.ts';
import { nodeFlags } from './node-flags.ts';
import { readOptions } from './options.ts';
import { cpuOf, memoryOf, type StartedServer, spawnServer, untilIndexed } from './start-server.ts';

const USAGE = `npm run bench:serve -- [options]

Starts the server on generated registries of several sizes, and prints how long it takes until it answers, and until it
has answered a search, its memory when it has
nothing to do, how long a reader waits for cases and pages before and while an edition replaces the one that is served, requests a
second for one case beside a bare Express route with the same JSON, and the exponents of growth from the first size to the last
(1 is linear). Nothing is built: the "build" of the new edition copies a few files.

  --sizes A,B   numbers of cases (default: 200,1000)
  --seconds N   length of each turn of reading one case (default: 3)
  --rounds N    turns of each (default: 2)
  --json        only figures, as JSON
  --help`;

const { options } = readOptions(USAGE, { sizes: [200, 1000], seconds: 3, rounds: 2, json: false });

/** Targets at 10,000 cases, but for the last two, which hold at any size. */
const TARGET = { startSeconds: 10, idleMb: 700, swapP99Ms: 100, reading: 1 };
/** Milliseconds of reading before the edition changes. */
const QUIET_MS = 5_000;
/** Files of cases that the site has. */
const CASE_FILES = 100;
const CONNECTIONS = 10;

interface Row {
  cases: number;
  /** Until the server answers, and the CPU of that. */
  startSeconds: number;
  startCpu: number;
  /** Until it has answered a search. */
  searchSeconds: number;
  searchCpu: number;
  idleMb: number;
  /** How long a reader waits, in milliseconds: with nothing else going on, and while an edition is replaced. */
  quietP50: number;
  quietP99: number;
  swapP50: number;
  swapP99: number;
  swapMax: number;
  swapMb: number;
  /** Requests a second for one case, as a share of a bare Express route's. */
  reading: number;
}

async function main(): Promise<void> {
  const rows: Row[] = [];
  for (const cases of options.sizes) {
    const folder = await mkdtemp(join(tmpdir(), 'bench-serve-'));
    try {
      rows.push(await measure(folder, cases));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  report(rows);
}

async function measure(folder: string, cases: number): Promise<Row> {
  const ids = await prepare(folder, cases);
  const started = performance.now();
  const server = await spawnServer([...nodeFlags('start'), 'api/main.ts'], {
    ...{ PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'info', RECONCILE_SECONDS: '1' },
    ...{ CONTENT_DIR: join(folder, 'content'), SITE_DIST: join(folder, 'site') },
    ...{ OUTBOX_PATH: join(folder, '.data', 'outbox.sqlite'), IMPORTED_DIR: join(folder, '.data', 'imported') },
    REBUILD_COMMAND: `mkdir -p "$SITE_DIST" && cp -r ${join(folder, 'next')}/. "$SITE_DIST"/`,
  });
  try {
    const startSeconds = (performance.now() - started) / 1000;
    const startCpu = (await cpuOf(server.child)).own / 1000;
    await untilIndexed(server.origin);
    const searchSeconds = (performance.now() - started) / 1000;
    const searchCpu = (await cpuOf(server.child)).own / 1000;
    await sleep(QUIET_MS);
    const idleMb = await memoryOf(server.child);
    const reading = await compareReading(server, folder, ids[0]!);
    const waits = await readDuringSwap(server, folder, ids);
    return { cases, startSeconds, startCpu, searchSeconds, searchCpu, idleMb, ...waits, reading };
  } finally {
    await server.stop('SIGKILL');
  }
}

/** A repository with the registry, and as much of a site as the server and its readers need. Gives the ids of the cases in it. */
async function prepare(folder: string, cases: number): Promise<string[]> {
  const content = join(folder, 'content');
  await generateRegistry(content, cases);
  const git = gitIn(folder);
  git('init', '--quiet', '--initial-branch=main');
  git('add', 'content');
  git('commit', '--quiet', '--message=Content');
  const site = join(folder, 'site');
  await mkdir(join(site, 'cases'), { recursive: true });
  await writeFile(join(site, 'index.html'), '<!doctype html><title>Page</title>');
  const tree = await readTree(content);
  const { registry } = readRegistry(tree);
  const published = [...registry.cases.values()].slice(0, CASE_FILES);
  for (const record of published) {
    const shown = publicCase(record, registry, { siteUrl: 'https://registry.example', version: record.digest });
    await writeFile(join(site, 'cases', `${record.id}.json`), JSON.stringify(shown));
  }
  await tellPublished(site, tree);
  await cp(site, join(folder, 'next'), { recursive: true });
  return published.map(({ id }) => id);
}

const gitIn =
  (cwd: string) =>
  (...args: string[]) =>
    execFileSync('git', ['-c', 'gc.auto=0', '-c', 'user.name=Bench', '-c', 'user.email=bench@example.org', ...args], { cwd });

async function compareReading({ origin }: StartedServer, folder: string, id: string): Promise<number> {
  const file = join(folder, 'site', 'cases', `${id}.json`);
  const bare = await spawnServer(['scripts/bench/bare-server.ts', join(folder, 'bare.sqlite'), '', file]);
  try {
    const perSecond = { bare: 0, ours: 0 };
    // The first turn of each warms it up.
    for (let round = 0; round <= options.rounds; round++) {
      for (const [name, place] of [
        ['bare', bare.origin],
        ['ours', origin],
      ] as const) {
        const run = { url: `${place}/v1/cases/${id}`, connections: CONNECTIONS, duration: options.seconds };
        const { requests, non2xx, errors } = await autocannon(run);
        if (non2xx + errors > 0) throw new Error(`${non2xx} answers were not 200, ${errors} did not come.`);
        if (round > 0) perSecond[name] += requests.average;
      }
    }
    return perSecond.ours / perSecond.bare;
  } finally {
    await bare.stop('SIGKILL');
  }
}

type Waits = Pick<Row, 'quietP50' | 'quietP99' | 'swapP50' | 'swapP99' | 'swapMax' | 'swapMb'>;

async function readDuringSwap(server: StartedServer, folder: string, ids: readonly string[]): Promise<Waits> {
  const pages = ids.flatMap((id) => [`/v1/cases/${id}`, `/cases/${id}.json`, '/healthz']);
  const reader = new Worker(new URL('./abuse-reader.ts', import.meta.url), { workerData: { origin: server.origin, pages } });
  const waits = () =>
    new Promise<number[]>((resolve) => {
      reader.once('message', resolve);
      reader.postMessage('');
    });
  try {
    await waits();
    await sleep(QUIET_MS);
    const quiet = await waits();
    const isDone = new Promise<void>((resolve, reject) =>
      server.onLine((line) => {
        if (line.includes('could not be built')) reject(new Error(line));
        if (line.includes('the site was built again')) resolve();
      }),
    );
    await changeContent(folder);
    let swapMb = 0;
    const timer = setInterval(() => void memoryOf(server.child).then((mb) => (swapMb = Math.max(swapMb, mb))), 100);
    await isDone.finally(() => clearInterval(timer));
    const swap = await waits();
    return {
      ...{ quietP50: percentile(quiet, 0.5), quietP99: percentile(quiet, 0.99) },
      ...{ swapP50: percentile(swap, 0.5), swapP99: percentile(swap, 0.99), swapMax: Math.max(...swap), swapMb },
    };
  } finally {
    await reader.terminate();
  }
}

/** A case gets another sentence, on the branch that is published. The next site says what is published of that. */
async function changeContent(folder: string): Promise<void> {
  const content = join(folder, 'content');
  const { file } = [...readRegistry(await readTree(content)).registry.cases.values()].at(-1)!;
  await appendFile(join(content, file), '\nUna frase más.\n');
  await tellPublished(join(folder, 'next'), await readTree(content));
  gitIn(folder)('commit', '--quiet', '--all', '--message=Change');
}

function report(rows: readonly Row[]): void {
  const last = rows.at(-1)!;
  const exponent = (of: (row: Row) => number) => growthOf(rows, ({ cases }) => cases, of);
  const growth = {
    startCpu: exponent(({ startCpu }) => startCpu),
    searchCpu: exponent(({ searchCpu }) => searchCpu),
    idleMb: exponent(({ idleMb }) => idleMb),
  };
  if (options.json) return console.log(JSON.stringify({ rows, growth, target: TARGET }));
  console.table(rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, round(value)]))));
  if (rows.length > 1)
    for (const [name, power] of Object.entries(growth)) console.log(`growth of ${name}: cases^${power.toFixed(2)}`);
  const say = (what: string, value: number, target: number, isMet: boolean) =>
    console.log(`${what}: ${round(value)} (target ${target}: ${isMet ? 'met' : 'not met'})`);
  console.log(`at ${last.cases} cases:`);
  say('seconds to start', last.startSeconds, TARGET.startSeconds, last.startSeconds <= TARGET.startSeconds);
  say('idle memory, MB', last.idleMb, TARGET.idleMb, last.idleMb <= TARGET.idleMb);
  say('p99 of a reader during a swap, ms', last.swapP99, TARGET.swapP99Ms, last.swapP99 <= TARGET.swapP99Ms);
  say('reading one case, ratio to bare', last.reading, TARGET.reading, last.reading >= TARGET.reading);
}

const round = (value: number) => Math.round(value * 100) / 100;

await main();

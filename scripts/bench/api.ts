import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { readTree } from '#registry/content/disk.ts';
import { openSqliteOutbox } from '#registry/outbox/sqlite.ts';
import { readRegistry } from '#registry/read.ts';
import { percentile } from './figures.ts';
import { readOptions } from './options.ts';
import { sampleSubmission } from './sample-submission.ts';
import { type StartedServer, spawnServer, untilIndexed } from './start-server.ts';

const USAGE = `npm run bench:api -- [options]

Sends valid submissions, each with other words, over 10 connections of this machine, in turns to the server and to a bare
Express route that writes the same to the same kind of outbox without looking at it, and prints requests a second, the ratio of
both, and latencies. A third server, "checked", is the bare route with the same check of what is sent: it tells what checking
costs from what the API costs. Reading one case is measured in the same way, beside a bare route that answers with the same JSON.

  --seconds N   length of each turn (default: 5)
  --rounds N    turns of each (default: 3)
  --json        only figures, as JSON
  --help`;

const { options } = readOptions(USAGE, { seconds: 5, rounds: 3, json: false });

const CONNECTIONS = 10;
/** Warm-up requests: V8 compiles until it has seen about as many, and servers run for months. */
const WARM_UP = 3_000;
/** Targets: requests per second relative to the bare route, and the 99th percentile of latency. */
const TARGET = { ratio: 0.8, p99: 250, reading: 1 };
/** The case that is read. */
const CASE = 'uruguay-plan-ceibal';

/** All different, like real submissions, so that caches do not help. */
const submission = (number: number) => ({
  ...sampleSubmission(`Ventanilla única para permisos de obra, distrito ${number}`),
  // About as long as real submissions: 4.5 kB in all.
  body: {
    context: `En el distrito ${number}, ${'antes cada oficina pedía los mismos papeles por separado. '.repeat(60).trim()}`,
  },
});
let sent = 0;

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'registry-bench-'));
  const started: StartedServer[] = [];
  const start = async (args: string[], env: Record<string, string> = {}): Promise<string> => {
    const server = await spawnServer(args, env);
    started.push(server);
    return server.origin;
  };
  try {
    const content = join(folder, 'content');
    await cp('content', content, { recursive: true });
    const site = join(folder, 'site');
    const caseFile = await writeSite(site, content);
    const servers = {
      bare: await start(['scripts/bench/bare-server.ts', join(folder, 'bare.sqlite'), '', caseFile]),
      checked: await start(['scripts/bench/bare-server.ts', join(folder, 'checked.sqlite'), content]),
      api: await start(['api/main.ts'], await prepareApi(folder, content, site)),
    };
    await untilIndexed(servers.api);
    const runs: Record<keyof typeof servers, autocannon.Result[]> = { bare: [], checked: [], api: [] };
    for (const origin of Object.values(servers)) await send(origin, { amount: WARM_UP });
    for (let round = 0; round < options.rounds; round++)
      for (const name of ['bare', 'checked', 'api'] as const)
        runs[name].push(await send(servers[name], { duration: options.seconds }));
    const reads: Record<'bare' | 'api', autocannon.Result[]> = { bare: [], api: [] };
    for (const name of ['bare', 'api'] as const) await read(servers[name], { amount: WARM_UP });
    for (let round = 0; round < options.rounds; round++)
      for (const name of ['bare', 'api'] as const) reads[name].push(await read(servers[name], { duration: options.seconds }));
    report(
      { bare: summarise(runs.bare), checked: summarise(runs.checked), api: summarise(runs.api) },
      {
        bareReading: summarise(reads.bare),
        apiReading: summarise(reads.api),
      },
    );
  } finally {
    await Promise.all(started.map((server) => server.stop()));
    await rm(folder, { recursive: true, force: true });
  }
}

/** As much of a built site as is asked for: the file of one case, whose path it gives. */
async function writeSite(site: string, content: string): Promise<string> {
  const { cases } = readRegistry(await readTree(content)).registry;
  const { facts, body } = cases.get(CASE)!;
  const file = join(site, 'cases', `${CASE}.json`);
  await mkdir(join(site, 'cases'), { recursive: true });
  await writeFile(join(site, 'index.html'), '');
  await writeFile(file, JSON.stringify({ id: CASE, ...facts, body }));
  return file;
}

/** Variables of the real server on a copy of the content. Delivery is off, because only accepting is measured. */
async function prepareApi(folder: string, content: string, site: string): Promise<Record<string, string>> {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.org', ...args], { cwd: folder });
  git('init', '--quiet', '--initial-branch=main');
  git('add', 'content');
  git('commit', '--quiet', '--message=Content');
  const file = join(folder, 'api.sqlite');
  const outbox = openSqliteOutbox(file, { capacity: 1 });
  await outbox.pause({ until: Date.now() + 3_600_000, reason: 'bench', alarm: false });
  await outbox.close();
  const many = '1000000';
  return {
    PORT: '0',
    HOST: '127.0.0.1',
    CONTENT_DIR: content,
    SITE_DIST: site,
    OUTBOX_PATH: file,
    OUTBOX_CAPACITY: many,
    LIMIT_UNVERIFIED: many,
    LIMIT_WRITING: many,
  };
}

async function read(origin: string, length: { duration: number } | { amount: number }): Promise<autocannon.Result> {
  const result = await autocannon({ url: `${origin}/v1/cases/${CASE}`, connections: CONNECTIONS, ...length });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} answers were not 200, ${result.errors} did not come.`);
  return result;
}

async function send(origin: string, length: { duration: number } | { amount: number }): Promise<autocannon.Result> {
  const result = await autocannon({
    url: origin,
    connections: CONNECTIONS,
    ...length,
    requests: [
      {
        method: 'POST',
        path: '/v1/submissions',
        headers: { 'content-type': 'application/json' },
        setupRequest: (request) => ({ ...request, body: JSON.stringify(submission(++sent)) }),
      },
    ],
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} answers were not 202, ${result.errors} did not come.`);
  return result;
}

interface Summary {
  perSecond: number;
  p50: number;
  p99: number;
  requests: number;
}

/** The median of the runs: one slow second on a shared machine is noise. */
function summarise(results: autocannon.Result[]): Summary {
  const middle = (values: readonly number[]) => percentile(values, 0.5);
  return {
    perSecond: middle(results.map(({ requests }) => requests.average)),
    p50: middle(results.map(({ latency }) => latency.p50)),
    p99: middle(results.map(({ latency }) => latency.p99)),
    requests: results.reduce((sum, { requests }) => sum + requests.total, 0),
  };
}

function report(
  results: Record<'bare' | 'checked' | 'api', Summary>,
  reads: Record<'bareReading' | 'apiReading', Summary>,
): void {
  const { bare, checked, api } = results;
  const [ratio, ratioToChecked] = [api.perSecond / bare.perSecond, api.perSecond / checked.perSecond];
  const reading = reads.apiReading.perSecond / reads.bareReading.perSecond;
  if (options.json) return console.log(JSON.stringify({ ...results, ...reads, ratio, ratioToChecked, reading, target: TARGET }));
  console.table({ ...results, ...reads });
  const verdict = (isMet: boolean) => (isMet ? 'met' : 'not met');
  console.log(`ratio to bare ${ratio.toFixed(2)} (target ${TARGET.ratio}: ${verdict(ratio >= TARGET.ratio)})`);
  console.log(`p99 ${api.p99} ms (target ${TARGET.p99} ms: ${verdict(api.p99 < TARGET.p99)})`);
  console.log(`reading: ratio to bare ${reading.toFixed(2)} (target ${TARGET.reading}: ${verdict(reading >= TARGET.reading)})`);
  console.log(`ratio to checked ${ratioToChecked.toFixed(2)} (no target: what the API costs beside the check)`);
}

await main();

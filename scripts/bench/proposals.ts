import { type ChildProcess, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readTree } from '#registry/content/disk.ts';
import { openSqliteOutbox } from '#registry/outbox/sqlite.ts';
import type { Outbox } from '#registry/outbox/outbox.ts';
import { describePublished, PUBLISHED_FILE } from '#registry/publish.ts';
import type { Payload } from '#registry/submission/schema.ts';
import { generateRegistry } from './generated-registry.ts';
import { readOptions } from './options.ts';
import { sampleSubmission } from './sample-submission.ts';
import { cpuOf, type StartedServer, spawnServer, untilIndexed } from './start-server.ts';

const USAGE = `npm run bench:proposals -- [options]

Starts the server on generated registries of several sizes, with submissions that wait in its outbox, and prints how many of them
a second become proposals in the local git repository, and milliseconds of CPU for each: of the server, and of the git programs
that it starts (on Linux). On a machine that does something else as well, what a second of CPU is enough for tells more. Ends with an error when git finds something wrong in the repository afterwards.

  --sizes A,B      numbers of cases (default: 200,2000)
  --proposals N    proposals at each size (default: 100)
  --json           only figures, as JSON
  --help`;

const { options } = readOptions(USAGE, { sizes: [200, 2000], proposals: 100, json: false });

/** Proposals before anything is measured: the threads start, and the content is read. */
const WARM_UP = 10;
const TARGET = { perSecond: 10 };

interface Row {
  cases: number;
  proposals: number;
  seconds: number;
  perSecond: number;
  /** Milliseconds of CPU for each proposal. */
  serverMs: number;
  gitMs: number;
  /** Proposals that a second of CPU is enough for. */
  perCpuSecond: number;
}

async function main(): Promise<void> {
  const rows: Row[] = [];
  for (const size of options.sizes) {
    const folder = await mkdtemp(join(tmpdir(), 'bench-proposals-'));
    try {
      rows.push(await measure(folder, size));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  if (options.json) return console.log(JSON.stringify({ rows, target: TARGET }));
  console.table(rows);
  const { perSecond, cases } = rows.at(-1)!;
  console.log(
    `${perSecond} proposals a second at ${cases} cases (target ${TARGET.perSecond}: ${perSecond >= TARGET.perSecond ? 'met' : 'not met'})`,
  );
}

async function measure(folder: string, cases: number): Promise<Row> {
  const wanted = WARM_UP + options.proposals;
  await prepare(folder, cases);
  const file = join(folder, 'outbox.sqlite');
  const outbox = openSqliteOutbox(file, { capacity: 1_000_000 });
  const server = await start(folder, file);
  const { child } = server;
  try {
    await untilIndexed(server.origin);
    await fill(outbox, wanted);
    const warm = await waitFor(outbox, WARM_UP, child);
    const before = await cpuOf(child);
    const started = performance.now();
    const proposals = (await waitFor(outbox, wanted, child)) - warm;
    const seconds = (performance.now() - started) / 1000;
    const after = await cpuOf(child);
    checkRepository(folder, wanted);
    const [serverMs, gitMs] = [after.own - before.own, after.children - before.children].map((ms) => ms / proposals);
    return {
      ...{ cases, proposals, seconds: round(seconds), perSecond: round(proposals / seconds) },
      ...{ serverMs: round(serverMs!), gitMs: round(gitMs!), perCpuSecond: round(1000 / (serverMs! + gitMs!)) },
    };
  } finally {
    await server.stop();
    await outbox.close();
  }
}

/** A repository as a clone has it, and of a site as much as the server needs to start. */
async function prepare(folder: string, cases: number): Promise<void> {
  await generateRegistry(join(folder, 'content'), cases);
  const git = gitIn(folder);
  git('init', '--quiet', '--initial-branch=main');
  git('add', 'content');
  git('commit', '--quiet', '--message=Content');
  git('gc', '--quiet');
  await mkdir(join(folder, 'site'));
  await writeFile(join(folder, 'site', 'index.html'), '');
  const tree = await readTree(join(folder, 'content'));
  await writeFile(join(folder, 'site', PUBLISHED_FILE), describePublished(tree, { leftOut: new Set(), code: '' }));
}

const gitIn =
  (cwd: string) =>
  (...args: string[]) =>
    execFileSync('git', ['-c', 'gc.auto=0', '-c', 'user.name=Bench', '-c', 'user.email=bench@example.org', ...args], {
      cwd,
      encoding: 'utf8',
      maxBuffer: 1e9,
    });

const start = (folder: string, outbox: string): Promise<StartedServer> =>
  spawnServer(['api/main.ts'], {
    ...{ PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'error', REBUILD_COMMAND: 'true' },
    ...{ CONTENT_DIR: join(folder, 'content'), SITE_DIST: join(folder, 'site'), OUTBOX_PATH: outbox },
  });

/** Every third has the title of the one before it, so that ids collide. */
async function fill(outbox: Outbox, count: number): Promise<void> {
  for (let number = 1; number <= count; number++) {
    const title = `Ventanilla única para permisos de obra, distrito ${number % 3 === 0 ? number - 1 : number}`;
    const payload = {
      ...sampleSubmission(title),
      body: { context: `En el lugar ${number}, ${'cada oficina pedía los mismos papeles por separado. '.repeat(60).trim()}` },
    } as Payload;
    await outbox.accept({ id: randomBytes(16).toString('hex'), payload }, Date.now());
  }
}

/** Waits until so many submissions are proposals, and gives their number then. */
async function waitFor(outbox: Outbox, count: number, child: ChildProcess): Promise<number> {
  for (;;) {
    const { parked, proposed, 'in-review': inReview } = await outbox.count();
    if (parked > 0) throw new Error(`Parked: ${JSON.stringify((await outbox.list({ state: 'parked' }))[0])}`);
    if (proposed + inReview >= count) return proposed + inReview;
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}.`);
    await sleep(20);
  }
}

function checkRepository(folder: string, count: number): void {
  const git = gitIn(folder);
  const found = git('fsck', '--full', '--strict', '--no-dangling', '--no-progress').trim();
  if (found) throw new Error(`git fsck: ${found}`);
  const branches = git('for-each-ref', '--format=%(refname)', 'refs/heads/proposals').trim().split('\n');
  if (branches.length !== count) throw new Error(`${branches.length} branches for ${count} submissions.`);
}

const round = (value: number) => Math.round(value * 10) / 10;

await main();

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { openOutbox } from '#registry/outbox/open-outbox.ts';
import type { NewEntry } from '#registry/outbox/outbox.ts';
import { SUBMISSION_STATES } from '#registry/outbox/state.ts';
import { readOptions } from './options.ts';

const USAGE = `npm run bench:chaos -- [options]

Sends submissions to processes that accept and deliver them to our fake GitHub, while the processes are killed with
kill -9 and the fake GitHub fails in every way it knows. Ends with 0 when there is exactly one proposal for each submission.

  --submissions N   100
  --kills N         30
  --faults N        300
  --processes N     1; more of them share the outbox
  --outbox ADDRESS  SQLite file or postgres://… of an empty database (default: a file of its own)
  --patience S      seconds until the run is given up (600)
  --help`;

const { options } = readOptions(USAGE, { submissions: 100, kills: 30, faults: 300, processes: 1, outbox: '', patience: 600 });

const run = promisify(execFile);
const git = async (dir: string, ...args: string[]) =>
  (await run('git', ['-c', 'user.name=Chaos', '-c', 'user.email=chaos@example.org', ...args], { cwd: dir, maxBuffer: 1e8 }))
    .stdout;

/** The share of each fault in one round; `slow` ones are late answers. */
const MIX = [
  { kind: 'lost', share: 0.34 },
  { kind: 'reset', share: 0.3 },
  { kind: 'status', share: 0.24 },
  { kind: 'slow', share: 0.06, delay: 300 },
  { kind: 'secondary', share: 0.03 },
  { kind: 'timeout', share: 0.03 },
];

const started = Date.now();
const folder = await mkdtemp(join(tmpdir(), 'chaos-'));
const content = join(folder, 'seed', 'content');
await mkdir(content, { recursive: true });
await cp(resolve('content'), content, { recursive: true });
for (const args of [
  ['init', '--quiet', '--initial-branch=main'],
  ['add', '--all'],
  ['commit', '--quiet', '--message=Begin'],
])
  await git(join(folder, 'seed'), ...args);

const fake = spawn(
  process.execPath,
  ['test/fake-github/main.ts', '--dir', join(folder, 'forge'), '--from', join(folder, 'seed')],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
const url = await firstLine(fake);
const ask = async (fault?: object) =>
  (await (await fetch(`${url}/_control/faults`, fault ? { method: 'POST', body: JSON.stringify(fault) } : {})).json()) as {
    struck: number;
    violations: string[];
    pulls: { head?: unknown }[];
  };

const address = options.outbox || join(folder, 'outbox.sqlite');
const unacknowledged = new Map<string, NewEntry>();
const processes: ChildProcess[] = [];
const start = (index: number) => {
  const args = ['--outbox', address, '--forge', url, '--content', content, '--owner', `process-${index}`];
  const child = spawn(process.execPath, ['scripts/bench/chaos-worker.ts', ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  createInterface({ input: child.stdout }).on('line', (line) => void unacknowledged.delete(line.split(' ')[1]!));
  child.stdin.on('error', () => undefined);
  processes[index] = child;
  // Like a client without an answer: sends the same submission again with the same key, under another id that must not count.
  for (const submission of unacknowledged.values()) send({ ...submission, id: randomUUID() }, child);
};
const send = (submission: NewEntry, child: ChildProcess) => child.stdin!.write(`${JSON.stringify(submission)}\n`);

for (let index = 0; index < options.processes; index++) start(index);
let sent = 0;
let kills = 0;
const perRound = {
  submissions: Math.ceil(options.submissions / options.kills),
  faults: Math.ceil((options.faults * 1.1) / options.kills),
};
while (kills < options.kills) {
  for (const { kind, share, ...rest } of MIX) {
    const times = Math.floor(perRound.faults * share + Math.random());
    if (times > 0) await ask({ kind, times, chance: 0.5, ...rest });
  }
  for (let more = 0; more < perRound.submissions && sent < options.submissions; more++) {
    const submission = makeSubmission((sent += 1));
    unacknowledged.set(submission.idempotencyKey!, submission);
    for (const copy of [submission, { ...submission, id: randomUUID() }]) send(copy, pick(processes));
  }
  await sleep(800 + Math.random() * 2_200);
  const victim = Math.floor(Math.random() * processes.length);
  processes[victim]!.kill('SIGKILL');
  kills += 1;
  start(victim);
}

const outbox = await openOutbox(address, { capacity: 0 });
const deadline = started + options.patience * 1_000;
let counts = await outbox.count();
while (unacknowledged.size > 0 || counts.received > 0) {
  if (Date.now() > deadline) break;
  await sleep(250);
  counts = await outbox.count();
}
for (const child of processes) child.stdin!.end();
await Promise.all(processes.map((child) => (child.exitCode === null ? once(child, 'exit') : Promise.resolve())));

const { struck, violations, pulls } = await ask();
const repository = join(folder, 'forge', 'repository.git');
const branches = (await git(repository, 'for-each-ref', '--format=%(refname:short)', 'refs/heads/proposals'))
  .split('\n')
  .filter(Boolean);
const files = await Promise.all(
  branches.map(async (branch) => (await git(repository, 'diff', '--name-only', `main...${branch}`)).trim().split('\n')),
);
const fsck = await run('git', ['fsck', '--full', '--strict', '--no-dangling', '--no-progress'], { cwd: repository }).then(
  ({ stdout, stderr }) => (stdout + stderr).trim(),
  (error: Error) => error.message,
);
const accepted = SUBMISSION_STATES.reduce((sum, state) => sum + counts[state], 0);
const figures = {
  submissions: options.submissions,
  accepted,
  'not acknowledged': unacknowledged.size,
  parked: counts.parked,
  'pull requests': pulls.length,
  branches: branches.length,
  'branches with other than one file': files.filter((list) => list.length !== 1).length,
  'different cases': new Set(files.flat()).size,
  'kill -9': kills,
  'faults that struck': struck,
  'breaches of the API description': violations.length,
  seconds: Math.round((Date.now() - started) / 1000),
};
for (const [name, value] of Object.entries(figures)) console.log(`${String(value).padStart(5)}  ${name}`);
console.log(`       git fsck: ${fsck || 'clean'}`);
for (const violation of violations.slice(0, 5)) console.error(violation);
const n = options.submissions;
const isRight =
  [accepted, pulls.length, branches.length, figures['different cases']].every((count) => count === n) &&
  [unacknowledged.size, counts.parked, figures['branches with other than one file'], violations.length].every(
    (count) => count === 0,
  ) &&
  kills >= options.kills &&
  struck >= options.faults &&
  fsck === '';
console.log(isRight ? 'One proposal for each submission: none lost, none doubled.' : `Something is wrong: see ${folder}`);

await outbox.close();
fake.kill();
if (isRight) await rm(folder, { recursive: true });
process.exitCode = isRight ? 0 : 1;

/** Every third has the title of the one before it, so that ids collide. */
function makeSubmission(number: number): NewEntry {
  const title = `Lección de prueba ${number % 3 === 0 ? number - 1 : number}`;
  return {
    id: randomUUID(),
    idempotencyKey: randomUUID(),
    payload: {
      locale: 'es',
      action: 'create',
      case: {
        title,
        problem: '¿Cómo entregar cada envío una sola vez?',
        places: [{ country: 'URY' }],
        ...{ level: 'national', challenges: ['public-sector-capacity'], instruments: ['procurement'], sectors: ['education'] },
        lessons: [{ kind: 'works', text: `Mirar antes de crear, vez ${number}.` }],
      },
      body: { 'what-was-done': 'Se miró si ya estaba.' },
      references: [{ firstHand: true }],
      organisation: { name: 'Laboratorio de prueba', type: 'agency' },
      consent: { license: 'CC-BY-4.0' },
    },
    contact: { email: 'nobody@example.org' },
  };
}

function pick<Item>(items: readonly Item[]): Item {
  return items[Math.floor(Math.random() * items.length)]!;
}

async function firstLine(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout! })) return line;
  throw new Error('The fake GitHub did not start.');
}

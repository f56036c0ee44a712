import { type ChildProcess, execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { readTree } from '#registry/content/disk.ts';
import { brokenFiles, describePublished, PUBLISHED_FILE, publishRegistry } from '#registry/publish.ts';
import { type AbuseShape, CHOICE, SHAPES } from './abuse-shapes.ts';
import { readOptions } from './options.ts';
import { memoryOf, type StartedServer, spawnServer, untilIndexed } from './start-server.ts';

const USAGE = `npm run bench:abuse -- [options]

Sends the server one hostile request after the other, each to a server that was started anew, while somebody reads pages, and
prints what was answered, how long it took, the longest that the reader waited for a page, and how much the memory of the server
rose (on Linux). Times tell of this machine: of one that does something else they tell little.

  --only TEXT   only shapes whose name holds it
  --content DIR the content that is served (default: content)
  --json        only figures, as JSON
  --help`;

const { options } = readOptions(USAGE, { only: '', content: 'content', json: false });

/** Targets: the longest wait of a reader, and the memory of one request. */
const TARGET = { waitMs: 300, memoryMb: 150 };
/** Pause after an answer: later work, such as delivery, is part of the cost of a request. */
const AFTER_MS = 1_500;
const SHELL =
  '<!doctype html><html lang="es"><head><title>Shell</title></head><body><main id="main"><p>Page</p></main></body></html>';

interface Figures {
  shape: string;
  status: string;
  seconds: number;
  'longest wait (ms)': number;
  'memory rise (MB)': number;
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'registry-abuse-'));
  const figures: Figures[] = [];
  try {
    const ids = await prepare(folder);
    const choice = ids
      .slice(0, 30)
      .map((id) => `case=${id}`)
      .join('&');
    for (const shape of SHAPES.filter(({ name }) => name.includes(options.only))) {
      figures.push(await attack({ ...shape, path: shape.path.replace(CHOICE, choice) }, folder));
      if (!options.json) console.log(Object.values(figures.at(-1)!).join('  '));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  report(figures);
}

/** A repository with the content, and a site of a few pages. Returns the ids of the cases. */
async function prepare(folder: string): Promise<string[]> {
  await cp(options.content, join(folder, 'content'), { recursive: true });
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.org', ...args], { cwd: folder });
  git('init', '--quiet', '--initial-branch=main');
  git('add', 'content');
  git('commit', '--quiet', '--message=Content');
  await mkdir(join(folder, 'site', 'es', 'submit'), { recursive: true });
  for (const page of ['index.html', 'es/index.html', 'es/submit/index.html', '404.html'])
    await writeFile(join(folder, 'site', page), SHELL);
  // As a build writes it, so that servers do not compute it again.
  const tree = await readTree(join(folder, 'content'));
  const { registry, findings } = publishRegistry(tree, { today: new Date().toISOString().slice(0, 10) });
  await writeFile(join(folder, 'site', PUBLISHED_FILE), describePublished(tree, { leftOut: brokenFiles(findings), code: '' }));
  return [...registry.cases.keys()];
}

async function attack(shape: AbuseShape, folder: string): Promise<Figures> {
  const server = await start(folder);
  const { child, origin } = server;
  const reader = new Worker(new URL('./abuse-reader.ts', import.meta.url), {
    workerData: { origin, pages: ['/es/', '/healthz', '/v1/search?q=permisos'] },
  });
  try {
    await warmUp(origin);
    await longestWait(reader);
    const before = await memoryOf(child);
    const peak = watchMemory(child, before);
    const started = performance.now();
    const statuses = await Promise.all(Array.from({ length: shape.times ?? 1 }, () => send(origin, shape)));
    const seconds = (performance.now() - started) / 1000;
    await sleep(AFTER_MS);
    return {
      shape: shape.name,
      status: [...Map.groupBy(statuses, (status) => status)]
        .map(([status, all]) => `${all.length > 1 ? `${all.length}×` : ''}${status}`)
        .join(' '),
      seconds: Math.round(seconds * 10) / 10,
      'longest wait (ms)': Math.round(await longestWait(reader)),
      'memory rise (MB)': Math.round((await peak()) - before),
    };
  } finally {
    await reader.terminate();
    await server.stop('SIGKILL');
    await rm(join(folder, '.data'), { recursive: true, force: true });
  }
}

const start = (folder: string): Promise<StartedServer> =>
  spawnServer(['api/main.ts'], {
    ...{ PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'error', REBUILD_COMMAND: 'true' },
    ...{
      CONTENT_DIR: join(folder, 'content'),
      SITE_DIST: join(folder, 'site'),
      OUTBOX_PATH: join(folder, '.data', 'outbox.sqlite'),
    },
    // No rate limits: the work of each request is measured.
    ...Object.fromEntries(['UNVERIFIED', 'READING', 'WRITING'].map((name) => [`LIMIT_${name}`, '1000000'])),
  });

/** Warm-up: the cost of the first request is not part of the attack. */
async function warmUp(origin: string): Promise<void> {
  await untilIndexed(origin);
  for (let turn = 0; turn < 3; turn++) {
    await send(origin, { name: '', path: '/v1/validate', headers: { 'content-type': 'application/json' }, body: () => ['{}'] });
    await send(origin, { name: '', path: '/es/submit/full', method: 'GET' });
  }
}

/** The status of the answer, or why there is none. Sends no faster than the server reads. */
function send(origin: string, { path, method = 'POST', headers = {}, body }: AbuseShape): Promise<string> {
  return new Promise((resolve) => {
    const sending = request(origin + path, { method, headers, agent: false }, (response) => {
      response
        .on('end', () => resolve(String(response.statusCode)))
        .on('error', () => resolve('cut off'))
        .resume();
    });
    sending.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'));
    // The request reports errors of sending.
    pipeline(Readable.from(body?.() ?? []), sending).catch(() => undefined);
  });
}

const longestWait = (reader: Worker) =>
  new Promise<number>((resolve) => {
    reader.once('message', (waits: number[]) => resolve(Math.max(0, ...waits)));
    reader.postMessage('');
  });

function watchMemory(child: ChildProcess, before: number): () => Promise<number> {
  let peak = before;
  const look = async () => void (peak = Math.max(peak, await memoryOf(child)));
  const timer = setInterval(() => void look(), 20);
  return async () => {
    clearInterval(timer);
    await look();
    return peak;
  };
}

function report(figures: Figures[]): void {
  const [crowds, single] = [true, false].map((isCrowd) => figures.filter(({ shape }) => shape.includes('at once') === isCrowd));
  const worst = (of: Figures[] | undefined, what: 'longest wait (ms)' | 'memory rise (MB)') =>
    Math.max(0, ...(of ?? []).map((each) => each[what]));
  const [wait, memory] = [worst(single, 'longest wait (ms)'), worst(single, 'memory rise (MB)')];
  if (options.json) return console.log(JSON.stringify({ figures, wait, memory, target: TARGET }));
  console.table(figures);
  const verdict = (isMet: boolean) => (isMet ? 'met' : 'not met');
  console.log(`one request: a reader waits ${wait} ms at most (target ${TARGET.waitMs}: ${verdict(wait <= TARGET.waitMs)})`);
  console.log(`one request: ${memory} MB at most (target ${TARGET.memoryMb}: ${verdict(memory <= TARGET.memoryMb)})`);
  console.log(`many at once, no limits: ${worst(crowds, 'longest wait (ms)')} ms, ${worst(crowds, 'memory rise (MB)')} MB`);
  console.log(
    `load of the machine: ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')}`,
  );
}

await main();

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { readFixtureRegistry, writeTree } from '../../fixtures/fixture-tree.ts';
import { openSiteFolder } from '../../../api/edition/site-folder.ts';
import { openLog } from '../../../api/http/log.ts';
import { takeLease } from '../../../api/edition/lease.ts';
import { postJson, runServer, type TestServer, until } from './running-server.ts';
import { sample } from './sample.ts';
import { OPERATORS_ENV, startServer } from './server-process.ts';

const started: ChildProcess[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

const makeFolder = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'registry-operating-'));
  folders.push(folder);
  return folder;
};

/** The server as an operator starts it, on a copy of the content. */
async function start(folder: string, { inGit, env = {} }: { inGit: boolean; env?: Record<string, string> }) {
  await writeTree(await readFixtureRegistry(), join(folder, 'content'));
  if (inGit) {
    const git = (...args: string[]) => new Promise((resolve) => spawn('git', args, { cwd: folder }).on('close', resolve));
    await git('init', '--quiet', '--initial-branch=main');
    await git('add', '--all');
    await git('-c', 'user.name=Test', '-c', 'user.email=test@example.org', 'commit', '--quiet', '--message=Content');
  }
  const server = await startServer({ contentDir: join(folder, 'content'), siteDir: inject('siteDir'), folder, env });
  started.push(server.child);
  return server;
}

/** The output of a server that cannot start. */
async function failToStart(env: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, ['api/main.ts'], { env: { ...OPERATORS_ENV, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(1);
  return output;
}

describe('the server', () => {
  test('serves the site without git, and says that submissions are off', async () => {
    const { origin } = await start(await makeFolder(), { inGit: false });
    expect((await fetch(`${origin}/es/`)).status).toBe(200);
    expect((await fetch(`${origin}/v1/search?q=ceibal`)).status).toBe(200);
    const ready = await fetch(`${origin}/readyz`);
    expect(ready.status).toBe(200);
    expect(((await ready.json()) as { submissions: string }).submissions).toMatch(/^off: .+/);
    const refused = await postJson(`${origin}/v1/submissions`, sample());
    expect(refused.status).toBe(503);
    expect(((await refused.json()) as { type: string }).type).toBe('/problems/#submissions-off');
  });

  test('takes submissions while the forge is away, keeps them when it is killed, and delivers them once it is back; and names what is not committed', async () => {
    const folder = await makeFolder();
    const away = { GITHUB_REPOSITORY: 'owner/name', GITHUB_TOKEN: 'none', GITHUB_API_URL: 'http://127.0.0.1:9' };
    const first = await start(folder, { inGit: true, env: away });
    const accepted = await postJson(`${first.origin}/v1/submissions`, sample());
    expect(accepted.status).toBe(202);
    const { id } = (await accepted.json()) as { id: string };
    const forgeOf = async () => (await (await fetch(`${first.origin}/readyz`)).json()) as { ready: boolean; forge: string };
    expect(await until(forgeOf, ({ forge }) => forge === 'unreachable')).toMatchObject({ ready: true });
    // A killed delivery would be resumed only when its lease ends, after two minutes.
    const outbox = new DatabaseSync(join(folder, '.data', 'outbox.sqlite'), { timeout: 5_000 });
    const leaseOf = outbox.prepare('select lease_owner, attempts from outbox_submissions where id = ?');
    await until(
      () => leaseOf.get(id)!,
      ({ lease_owner, attempts }) => lease_owner === null && Number(attempts) > 0,
    );
    first.child.kill('SIGKILL');
    await first.ended;
    outbox.exec('update outbox_submissions set due_at = 0, lease_owner = null, lease_until = null');
    outbox.close();

    const halfWritten = 'cases/chl/half-written/index.md';
    await mkdir(join(folder, 'content', halfWritten, '..'), { recursive: true });
    await writeFile(join(folder, 'content', halfWritten), '---\n');
    const second = await start(folder, { inGit: false, env: { SITE_URL: 'https://registry.example' } });
    const { content } = (await (await fetch(`${second.origin}/readyz`)).json()) as { content: string };
    expect([content, second.output()]).toEqual(Array(2).fill(expect.stringContaining(halfWritten)));
    const status = async () => ((await (await fetch(`${second.origin}/v1/submissions/${id}`)).json()) as { state: string }).state;
    await until(status, (state) => state === 'proposed' || state === 'in-review');
  });

  test('tells whether it is ready, with what each part says; and stops when asked: it answers what came, and closes what is open', async () => {
    const folder = await makeFolder();
    const { child, origin, ended } = await start(folder, { inGit: true });
    const response = await fetch(`${origin}/readyz`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ ready: true, site: 'ok', content: 'ok', submissions: 'on', outbox: 'ok' });
    const { id } = (await (await postJson(`${origin}/v1/submissions`, sample())).json()) as { id: string };
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    const outbox = new DatabaseSync(join(folder, '.data', 'outbox.sqlite'));
    expect(outbox.prepare('select lease_owner from outbox_submissions where id = ?').get(id)).toEqual({ lease_owner: null });
    outbox.close();
  });

  test('serves the site when its outbox is no database, says so, and leaves the file as it is', async () => {
    const folder = await makeFolder();
    await mkdir(join(folder, '.data'));
    const garbage = 'somebody copied the wrong file here. '.repeat(300);
    await writeFile(join(folder, '.data', 'outbox.sqlite'), garbage);
    const { origin, output } = await start(folder, { inGit: true });
    expect((await fetch(`${origin}/es/`)).status).toBe(200);
    expect((await fetch(`${origin}/v1/search?q=menu`)).status).toBe(200);
    expect((await postJson(`${origin}/v1/submissions`, sample())).status).toBe(503);
    const ready = await fetch(`${origin}/readyz`);
    expect(await ready.json()).toMatchObject({
      ready: true,
      submissions: expect.stringMatching(/outbox cannot be opened/) as string,
    });
    expect(output()).toMatch(/"msg":"the outbox cannot be opened"/);
    expect(output()).toContain('file is not a database');
    expect(await readFile(join(folder, '.data', 'outbox.sqlite'), 'utf8')).toBe(garbage);
  });

  test('says in a sentence what is wrong with a port, a folder or a variable, without a stack or a secret', async () => {
    const folder = await makeFolder();
    await writeTree(await readFixtureRegistry(), join(folder, 'content'));
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const [port, none, wrong] = await Promise.all([
      failToStart({
        PORT: String((taken.address() as AddressInfo).port),
        HOST: '127.0.0.1',
        CONTENT_DIR: join(folder, 'content'),
        SITE_DIST: folder,
        OUTBOX_PATH: join(folder, 'other.sqlite'),
      }),
      failToStart({ PORT: '0', CONTENT_DIR: join(folder, 'nowhere') }),
      failToStart({
        PORT: 'eighty',
        RECONCILE_SECONDS: 'often',
        GITHUB_APP_ID: '1',
        OUTBOX_URL: 'mysql://user:hunter2@host/x',
        LOG_LEVEL: 'loud',
      }),
    ]);
    taken.close();
    expect(port).toMatch(/^Port \d+ is taken\. Set PORT/m);
    expect(none).toMatch(/CONTENT_DIR/);
    expect(wrong).toMatch(/PORT: .*eighty/);
    for (const name of ['RECONCILE_SECONDS', 'OUTBOX_URL', 'LOG_LEVEL']) expect(wrong).toContain(name);
    expect(wrong).not.toContain('hunter2');
    for (const output of [port, none, wrong]) expect(output).not.toMatch(/^\s+at /m);
  });
});

describe('what is measured and logged', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await runServer();
  });
  afterAll(() => server.stop());

  test('tells of submissions by state, and of no one', async () => {
    const { id } = (await (await postJson(`${server.origin}/v1/submissions`, sample())).json()) as { id: string };
    await fetch(`${server.origin}/v1/submissions/${id}`);
    await fetch(`${server.origin}/v1/search?q=secreto+de+alguien`);
    const measured = await (await fetch(`${server.origin}/metrics`)).text();
    expect(measured).toMatch(/^submissions\{state="received"\} 1$/m);
    expect(measured).toMatch(/^submissions_overdue 0$/m);
    expect(measured).toContain('route="/v1/submissions/:id"');
    for (const output of [measured, server.logged()])
      expect(output).not.toMatch(new RegExp(`${id}|secreto|127\\.0\\.0\\.1|node-fetch|undici`));
    expect(server.logged()).toContain('"route":"/v1/search"');
  });

  test('an error is logged without what it carries, and answered with an id to name it by', async () => {
    const file = new DatabaseSync(server.outboxFile);
    file.exec('drop table outbox_submissions; drop table outbox_probe');
    file.close();
    const response = await postJson(`${server.origin}/v1/submissions`, sample());
    expect(response.status).toBe(500);
    expect(await response.text()).not.toMatch(/database|sqlite|\.ts/i);
    const id = response.headers.get('x-request-id')!;
    expect(server.logged()).toContain(id);
    expect(server.logged()).not.toMatch(/ana\.perez|Ventanilla/);
    expect((await fetch(`${server.origin}/readyz`)).status).toBe(503);
  });

  test('secrets that somebody logs by mistake are left out', () => {
    const lines: string[] = [];
    const log = openLog('info', { write: (line) => void lines.push(line) });
    log.info({ request: { authorization: 'Bearer lqf_x' }, contact: { email: 'a@b.example' }, token: 'lqf_x' }, 'x');
    expect(lines.join('')).not.toMatch(/lqf_x|a@b/);
  });
});

test('a new build of the site takes the place of the old one, and no page is missing meanwhile', async () => {
  const home = join(await makeFolder(), 'dist');
  await mkdir(home);
  await writeFile(join(home, 'index.html'), 'old');
  const site = openSiteFolder(home, 100);
  const signal = new AbortController().signal;
  const build = async (next: string) => {
    await mkdir(next);
    await writeFile(join(next, 'index.html'), 'new');
    return true;
  };

  const seen: string[] = [];
  const progress = { isDone: false };
  const adopting = site.replace(build, signal).then(() => (progress.isDone = true));
  while (!progress.isDone) {
    seen.push(await readFile(join(site.current(), 'index.html'), 'utf8'));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await adopting;
  expect(seen[0]).toBe('old');
  expect(seen.at(-1)).toBe('new');
  expect(seen.join(' ')).toMatch(/^(?:old )+(?:new ?)+$/);
  expect(await readFile(join(home, 'index.html'), 'utf8')).toBe('new');
});

test('a build that leaves nothing, or fails, changes nothing', async () => {
  const home = join(await makeFolder(), 'dist');
  await mkdir(home);
  await writeFile(join(home, 'index.html'), 'old');
  const site = openSiteFolder(home, 1);
  const { signal } = new AbortController();
  expect(await site.replace(async () => true, signal)).toBe(true);
  const half = async (next: string) => {
    await mkdir(next);
    await writeFile(join(next, 'index.html'), 'half');
    return false;
  };
  expect(await site.replace(half, signal)).toBe(false);
  expect(site.current()).toBe(home);
  expect(await readFile(join(home, 'index.html'), 'utf8')).toBe('old');
});

test('servers that share a site build it one after the other, and who waits gives up when it is told to stop', async () => {
  const home = join(await makeFolder(), 'dist');
  await mkdir(home);
  await writeFile(join(home, 'index.html'), 'old');
  const [one, other] = [openSiteFolder(home, 1), openSiteFolder(home, 1)];
  const stop = new AbortController();
  const events: string[] = [];
  const build = (name: string) => async (next: string) => {
    events.push(`${name} begins`);
    await mkdir(next);
    await writeFile(join(next, 'index.html'), name);
    await new Promise((resolve) => setTimeout(resolve, 200));
    events.push(`${name} ends`);
    return true;
  };
  const first = one.replace(build('one'), stop.signal);
  const second = other.replace(build('other'), stop.signal);
  expect(await Promise.all([first, second])).toEqual([true, true]);
  expect(events).toEqual(['one begins', 'one ends', 'other begins', 'other ends']);
  expect(await readFile(join(home, 'index.html'), 'utf8')).toBe('other');

  const lease = takeLease(`${home}.lease`)!;
  const waiting = one.replace(build('never'), stop.signal);
  stop.abort();
  expect(await waiting).toBe(false);
  lease.release();
});

test('one process at a time is the writer of a repository', async () => {
  const file = join(await makeFolder(), 'writer');
  const lease = takeLease(file)!;
  expect(takeLease(file)).toBeUndefined();
  lease.release();
  const next = takeLease(file);
  expect(next).toBeDefined();
  next!.release();
});

import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, glob, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);

/** The folder of PostgreSQL's programs: that of Debian's package, or of `postgres` on the PATH. */
export async function findPostgres(): Promise<string | undefined> {
  const found: string[] = [];
  for await (const path of glob('/usr/lib/postgresql/*/bin/initdb')) found.push(dirname(path));
  if (found.length > 0) return found.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);
  return await run('sh', ['-c', 'command -v initdb && command -v postgres']).then(
    ({ stdout }) => dirname(stdout.split('\n')[0]!),
    () => undefined,
  );
}

export interface PostgresServer {
  url: string;
  stop(): Promise<void>;
}

/**
 * Opens empty databases: on the server of OUTBOX_TEST_URL (whose user may create databases), else on our own server. Undefined,
 * after printing that the tests of `what` are skipped, when there is neither.
 */
export async function offerPostgres(what: string): Promise<{ start: () => Promise<PostgresServer> } | undefined> {
  const given = process.env['OUTBOX_TEST_URL'];
  if (given !== undefined) return { start: () => createDatabase(given) };
  const bin = await findPostgres();
  if (bin !== undefined) return { start: () => startPostgres(bin) };
  console.warn(`${what}: skipped, no PostgreSQL here: set OUTBOX_TEST_URL, or install the package postgresql.`);
  return undefined;
}

async function createDatabase(given: string): Promise<PostgresServer> {
  const name = `outbox_test_${randomBytes(6).toString('hex')}`;
  const perform = async (sql: string) => {
    const client = new pg.Client({ connectionString: given });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  await perform(`create database ${name}`);
  const url = new URL(given);
  url.pathname = `/${name}`;
  return { url: url.href, stop: () => perform(`drop database ${name} with (force)`) };
}

/** Starts a private cluster in a temporary folder, on a free port of the loopback address, with a new password. */
export async function startPostgres(bin: string): Promise<PostgresServer> {
  const user = await unprivileged();
  const folder = await mkdtemp(join(tmpdir(), 'outbox-postgres-'));
  const [data, passwordFile, password] = [join(folder, 'data'), join(folder, 'password'), randomBytes(18).toString('base64url')];
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user.uid !== undefined) for (const path of [folder, passwordFile]) await chown(path, user.uid, user.gid);
  const env = { PATH: process.env['PATH'], LC_ALL: 'C', HOME: folder };
  const options = { ...user, cwd: folder, env };
  const initArgs = [
    '-D',
    data,
    '-U',
    'registry',
    '-A',
    'scram-sha-256',
    '--pwfile',
    passwordFile,
    '-E',
    'UTF8',
    '--no-locale',
    '--no-sync',
  ];
  await run(join(bin, 'initdb'), initArgs, options);

  const port = await freePort();
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${folder}`,
    'max_connections=60',
    // It goes with the tests, and a busy disk would let them wait for seconds.
    'fsync=off',
  ];
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
    ...options,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  server.stderr.setEncoding('utf8').on('data', (text: string) => (log = (log + text).slice(-4000)));
  const ended = new Promise<void>((done) => server.once('close', () => done()));
  const url = `postgres://registry:${password}@127.0.0.1:${port}/postgres`;
  const stop = async () => {
    server.kill('SIGINT');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  await Promise.race([
    answering(url),
    ended.then(() => {
      throw new Error(`PostgreSQL did not start:\n${log}`);
    }),
  ]);
  return { url, stop };
}

/** PostgreSQL refuses to run as root: then it runs as its own user, or as nobody. */
async function unprivileged(): Promise<{ uid: number; gid: number } | { uid?: undefined; gid?: undefined }> {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const ids = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, name]))).catch(() => undefined);
    if (ids) return { uid: Number(ids[0]!.stdout), gid: Number(ids[1]!.stdout) };
  }
  throw new Error('PostgreSQL does not run as root, and there is no other user here.');
}

async function answering(url: string): Promise<void> {
  for (let patience = 200; ; patience--) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 });
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      await client.end().catch(() => undefined);
      if (patience === 0) throw error;
      await new Promise((done) => setTimeout(done, 100));
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { expect, test } from 'vitest';
import { offerPostgres } from '../../contract/outbox-postgres-server.ts';
import { openGitHubPipeline } from './github-pipeline.ts';
import { PATIENCE_MS } from '../../patience.ts';
import { postJson, until } from './running-server.ts';
import { sample } from './sample.ts';
import type { ServerProcess } from './server-process.ts';

const SUBMISSIONS = 18;
const KILLS = 3;
const SERVERS = 2;

const title = 'two servers on one PostgreSQL, killed at random, make of each submission exactly one pull request';
const postgres = await offerPostgres('Two servers on one outbox');

test.skipIf(postgres === undefined)(title, async () => {
  const [database, pipeline] = await Promise.all([postgres!.start(), openGitHubPipeline()]);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const env = {
    OUTBOX_URL: database.url,
    RECONCILE_SECONDS: '1',
    REBUILD_COMMAND: 'true',
    LIMIT_UNVERIFIED: '100000',
    LIMIT_WRITING: '100000',
  };
  // A killed server is unreachable until its replacement listens.
  const servers: (ServerProcess | undefined)[] = await Promise.all(Array.from({ length: SERVERS }, () => pipeline.start(env)));

  const makeSubmission = (number: number) => {
    // Every third has the title of the one before it, so that case ids collide between the servers.
    const name = `Ventanilla ${number % 3 === 0 ? number - 1 : number} de Rocha`;
    return { ...sample(), case: { ...sample().case, title: name } };
  };
  /** Like a client without an answer: sends the same submission with the same key to any server. */
  async function send(submission: unknown, key: string, first: number): Promise<string> {
    const giveUp = AbortSignal.timeout(PATIENCE_MS);
    for (let attempt = 0; !giveUp.aborted; attempt++) {
      const server = servers[(first + attempt) % SERVERS];
      const response =
        server &&
        (await postJson(`${server.origin}/v1/submissions`, submission, { 'idempotency-key': key }).catch(() => undefined));
      if (response?.status === 202) return ((await response.json()) as { id: string }).id;
      if (response && response.status < 500) throw new Error(`${response.status} ${await response.text()}`);
      await sleep(50);
    }
    throw new Error('No server ever answered.');
  }

  const ownedBy = ({ child }: ServerProcess) => `%-${child.pid}-%`;
  const leasesOf = async (server: ServerProcess) =>
    (await client.query('select id from outbox_submissions where lease_owner like $1', [ownedBy(server)])).rowCount ?? 0;
  let cut = 0;
  async function killAtRandom(): Promise<void> {
    for (let kills = 0; kills < KILLS; kills++) {
      const victim = Math.floor(Math.random() * SERVERS);
      const killed = servers[victim]!;
      // Preferably during a delivery; otherwise after three seconds.
      for (let looks = 0; looks < 100 && (await leasesOf(killed)) === 0; looks++) await sleep(30);
      await sleep(Math.random() * 200);
      cut += await leasesOf(killed);
      servers[victim] = undefined;
      killed.child.kill('SIGKILL');
      await killed.ended;
      // Its unfinished delivery waits two minutes.
      await client.query('update outbox_submissions set lease_until = 0 where lease_owner like $1', [ownedBy(killed)]);
      servers[victim] = await pipeline.start(env);
    }
  }

  try {
    pipeline.fake.faults.add({ kind: 'lost', times: 8, chance: 0.1 });
    const killing = killAtRandom();
    const sending = Array.from({ length: SUBMISSIONS }, async (_, number) => {
      await sleep(Math.random() * 8_000);
      const [submission, key] = [makeSubmission(number), randomUUID()];
      // Twice at the same moment, to both servers.
      return await Promise.all([send(submission, key, 0), send(submission, key, 1)]);
    });
    const answers = await Promise.all(sending);
    for (const [one, other] of answers) expect(other).toBe(one);
    const ids = answers.map(([id]) => id);
    await killing;
    const waiting = async () =>
      (
        await client.query<{ id: string; state: string; last_error: string | null }>(
          "select id, state, last_error from outbox_submissions where state in ('received', 'parked')",
        )
      ).rows;
    await until(waiting, (rows) => rows.length === 0);

    console.log(`${KILLS} servers were killed, with ${cut} deliveries in hand.`);
    expect(new Set(ids).size).toBe(SUBMISSIONS);
    const heads = pipeline.pulls().map(({ head }) => head.replace('proposals/', ''));
    expect(heads.toSorted()).toEqual(ids.toSorted());
    const branches = (await pipeline.git('for-each-ref', '--format=%(refname:lstrip=3)', 'refs/heads/proposals'))
      .trim()
      .split('\n');
    expect(branches.toSorted()).toEqual(ids.toSorted());
    const files = await Promise.all(ids.map((id) => pipeline.git('diff', '--name-only', `main...proposals/${id}`)));
    expect(files.every((list) => /^content\/cases\/ury\/[a-z0-9-]+\/index\.md\n$/.test(list))).toBe(true);
    expect(new Set(files).size).toBe(SUBMISSIONS);
    expect(await pipeline.git('fsck', '--full', '--strict', '--no-dangling', '--no-progress')).toBe('');
  } finally {
    for (const server of servers) await server?.stop();
    await client.end();
    await pipeline.stop();
    await database.stop();
  }
});

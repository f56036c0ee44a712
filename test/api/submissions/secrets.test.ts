import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FaultKind } from '../../fake-github/faults.ts';
import { type GitHubPipeline, openGitHubPipeline } from './github-pipeline.ts';
import { postJson, until } from './running-server.ts';
import { sample } from './sample.ts';
import type { ServerProcess } from './server-process.ts';

let pipeline: GitHubPipeline;
let server: ServerProcess;
const WORN_OUT = 'canary-of-a-token-that-github-does-not-know';
beforeAll(async () => {
  pipeline = await openGitHubPipeline();
});
afterAll(async () => {
  await pipeline.stop();
});

/** All files below a folder as one text, without losing a byte. */
async function textOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return (
    await Promise.all(files.map(async ({ parentPath, name }) => (await readFile(join(parentPath, name))).toString('latin1')))
  ).join('\n');
}

test('row 11: whatever fails, credentials are in no log, database, answer, proposal or program that the server starts', async () => {
  const faults: [operation: string, kind: FaultKind][] = [
    ['pulls/list', 'reset'],
    ['git/create-tree', 'status'],
    ['git/create-ref', 'lost'],
    ['pulls/create', 'secondary'],
    ['issues/add-labels', 'primary'],
    ['pulls/request-reviewers', 'status'],
  ];
  const answers: string[] = [];
  const output: string[] = [];
  // The build command prints its environment.
  const env = { LOG_LEVEL: 'debug', RECONCILE_SECONDS: '1', REBUILD_COMMAND: 'env; exit 1', LIMIT_UNVERIFIED: '1000' };
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(server.origin + path, init);
    answers.push(`${JSON.stringify([...response.headers])} ${await response.text()}`);
  };
  const send = async () => {
    const response = await postJson(`${server.origin}/v1/submissions`, sample());
    const text = await response.text();
    answers.push(text);
    return (JSON.parse(text) as { id: string }).id;
  };

  server = await pipeline.start(env);
  for (const [operation, kind] of faults) pipeline.fake.faults.add({ kind, operation, seconds: 1 });
  const id = await send();
  await until(
    () => pipeline.fake.faults.struck,
    (struck) => struck === faults.length,
  );
  for (const path of [
    '/readyz',
    '/metrics',
    '/v1/openapi.json',
    `/v1/submissions/${id}`,
    `/es/submissions/${id}/`,
    '/nothing',
    '/v1/submissions/%',
  ])
    await ask(path);
  await ask('/v1/webhooks/github', {
    method: 'POST',
    body: '{}',
    headers: { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` },
  });
  await ask('/v1/submissions', { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } });
  // The proposal is complete in spite of the failures.
  await until(
    () => pipeline.pulls()[0]!,
    ({ labels, reviewers }) => labels.length === 3 && reviewers.length === 1,
  );
  await pipeline.decide(1, 'merge');
  await until(
    () => server.output(),
    (text) => text.includes('SITE_DIST='),
  );
  await server.stop();
  output.push(server.output());

  // Credentials that GitHub refuses.
  server = await pipeline.start({ ...env, GITHUB_TOKEN: WORN_OUT });
  await send();
  await until(
    async () => await (await fetch(`${server.origin}/readyz`)).text(),
    (text) => text.includes('needs a person'),
  );
  await ask('/readyz');
  await server.stop();
  output.push(server.output());

  const places = {
    output: output.join('\n'),
    answers: answers.join('\n'),
    database: await textOf(join(pipeline.folder, '.data')),
    proposals: `${JSON.stringify(pipeline.pulls())} ${await pipeline.git('log', '--all', '--patch')}`,
  };
  expect(places.output).toContain('a submission could not be delivered');
  expect(places.database).toContain('outbox_submissions');
  for (const [place, text] of Object.entries(places))
    for (const secret of [...pipeline.secrets, WORN_OUT])
      expect(text.includes(secret), `${secret.slice(0, 12)}… in ${place}`).toBe(false);
});

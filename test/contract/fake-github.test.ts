import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openGitHub } from '#registry/forge/github/github.ts';
import { checkResponse, completeResponse, findOperation } from '../fake-github/description.ts';
import { sampleProposal } from './forge-bench.ts';
import { makeRepository } from './forge-git.ts';

const MAIN = fileURLToPath(new URL('../fake-github/main.ts', import.meta.url));

describe('the fake GitHub as a process', () => {
  let dir: string;
  let seed: string;
  let running: ChildProcess;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'fake-github-process-'));
    seed = await makeRepository();
  });
  afterEach(stop);
  afterAll(async () => {
    await Promise.all([dir, seed].map((folder) => rm(folder, { recursive: true, force: true })));
  });

  async function stop(): Promise<void> {
    const closed = once(running, 'close');
    running.kill('SIGKILL');
    await closed;
  }

  async function start(): Promise<string> {
    running = spawn(process.execPath, [MAIN, '--dir', dir, '--from', seed], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(running.stdout!, 'data')) as [Buffer];
    return line.toString().trim();
  }
  const open = (baseUrl: string) =>
    openGitHub({ owner: 'network', repo: 'registry', baseUrl, auth: { token: 'secret' }, spaced: false });

  test('keeps its pull requests through a kill -9', async () => {
    const proposal = sampleProposal({ labels: ['caso'] });
    const state = await open(await start()).propose(proposal);
    await stop();
    expect(await open(await start()).read(proposal.submissionId)).toEqual(state);
  });

  test('takes faults from outside, and reports what happened', async () => {
    const url = await start();
    const control = async (path: string, init?: RequestInit) =>
      (await fetch(`${url}/_control/${path}`, init)).json() as Promise<Record<string, unknown>>;
    await control('faults', { method: 'POST', body: JSON.stringify({ operation: 'pulls/create', kind: 'status', times: 2 }) });
    const proposal = sampleProposal();
    for (const _ of [1, 2]) await expect(open(url).propose(proposal)).rejects.toMatchObject({ name: 'Unavailable' });
    expect(await open(url).propose(proposal)).toMatchObject({ status: 'open' });
    expect(await control('report')).toMatchObject({ struck: 2, violations: [], requests: { 'pulls/create': 3 } });
  });
});

describe("GitHub's own description", () => {
  const call = findOperation('GET', '/repos/network/registry/git/ref/heads%2Fproposals%2Fabc')!;

  test('finds the operation of a request, with its parameters', () => {
    expect(call).toMatchObject({
      operation: { id: 'git/get-ref' },
      params: { owner: 'network', repo: 'registry', ref: 'heads/proposals/abc' },
    });
    expect(findOperation('GET', '/user')).toBeUndefined();
  });

  test('finds fault with an answer that lacks something, and fills in what it demands', () => {
    expect(checkResponse(call, 200, { ref: 'refs/heads/x' })).not.toEqual([]);
    expect(checkResponse(call, 418, {})).toEqual(['undocumented status 418']);
    const completed = completeResponse(call, 200, { ref: 'refs/heads/x', object: { type: 'commit', sha: 'a'.repeat(40) } });
    expect(completed).toMatchObject({ ref: 'refs/heads/x' });
    expect(checkResponse(call, 200, completed)).toEqual([]);
  });
});

import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { branchOf } from '#registry/forge/forge.ts';
import { openLocalGit } from '#registry/forge/git/local-git.ts';
import { sampleProposal, proposedPath } from './forge-bench.ts';
import { fsck, git, makeRepository } from './forge-git.ts';
import { type LocalBench, openLocalBench } from './forge-local-git-bench.ts';
import { describeForge } from './forge.ts';

describeForge('local git', openLocalBench);

describe('the local forge', () => {
  let bench: LocalBench;
  beforeEach(async () => {
    bench = await openLocalBench();
  });
  afterEach(() => bench.close());

  const accept = (submissionId: string, reason = '') =>
    bench.forge.decide(submissionId, { verdict: 'accept', by: 'Rita Paz', reason });
  const decline = (submissionId: string, reason = '') =>
    bench.forge.decide(submissionId, { verdict: 'decline', by: 'Rita Paz', reason });
  const inTree = (path: string) => readFile(join(bench.dir, path), 'utf8');
  async function propose(given: Parameters<typeof sampleProposal>[0] = {}): Promise<string> {
    return (await bench.forge.propose(sampleProposal(given))).submissionId;
  }

  describe('while somebody works in the repository,', () => {
    test('proposing leaves their files and what they have staged as they were', async () => {
      await writeFile(join(bench.dir, 'README.md'), 'Half a thought');
      await writeFile(join(bench.dir, 'docs/new.md'), 'New');
      await git(bench.dir, 'add', 'docs/new.md');
      const before = await git(bench.dir, 'status', '--porcelain');
      await propose();
      expect(await git(bench.dir, 'status', '--porcelain')).toBe(before);
    });

    test('accepting brings the files that they see along, and nothing is left to commit', async () => {
      const id = await propose();
      expect((await accept(id)).workingTree).toEqual({ status: 'updated' });
      expect(await inTree(proposedPath(id))).toContain('Huertas escolares');
      expect(await git(bench.dir, 'status', '--porcelain')).toBe('');
    });

    test('accepting leaves alone what they changed elsewhere', async () => {
      await writeFile(join(bench.dir, 'README.md'), 'Half a thought');
      expect((await accept(await propose())).workingTree).toEqual({ status: 'updated' });
      expect(await git(bench.dir, 'status', '--porcelain')).toBe(' M README.md');
      expect(await inTree('README.md')).toBe('Half a thought');
    });

    test.each(['changed', 'staged', 'not known to git'])(
      'accepting stops before it does anything when a file in its way is %s',
      async (how) => {
        const existing = 'content/cases/ury/uruguay-plan-ceibal/index.md';
        const isNew = how === 'not known to git';
        const id = await propose(isNew ? {} : { action: 'improve', files: [{ path: existing, content: 'Mejor.\n' }] });
        const path = isNew ? proposedPath(id) : existing;
        await mkdir(join(bench.dir, path, '..'), { recursive: true });
        await writeFile(join(bench.dir, path), 'Mine');
        if (how === 'staged') await git(bench.dir, 'add', path);
        const before = await bench.base();
        await expect(accept(id)).rejects.toMatchObject({ name: 'Conflict', message: expect.stringContaining('git stash') });
        expect(await bench.base()).toBe(before);
        expect(await inTree(path)).toBe('Mine');
        await rm(join(bench.dir, path));
        await git(bench.dir, 'reset', '--quiet', '--hard');
        expect((await accept(id)).state.status).toBe('merged');
      },
    );

    test('on another branch, accepting says what they must run to see it', async () => {
      const id = await propose();
      await git(bench.dir, 'switch', '--quiet', '--create', 'mine');
      expect((await accept(id)).workingTree).toEqual({ status: 'behind', run: 'git switch main' });
      expect(await git(bench.dir, 'status', '--porcelain')).toBe('');
      await git(bench.dir, 'switch', '--quiet', 'main');
      expect(await inTree(proposedPath(id))).toContain('Huertas escolares');
    });
  });

  describe('keeps of a decision', () => {
    test('who made it and why, in the history', async () => {
      const id = await propose();
      const { state } = await accept(id, 'Good sources.\n\nSubmission-Id: forged');
      expect(await git(bench.dir, 'log', '-1', '--format=%s%n%b', state.mergedCommit!)).toContain('Good sources.');
      expect(await git(bench.dir, 'log', '-1', '--format=%(trailers:unfold)', state.mergedCommit!)).toBe(
        `Submission-Id: ${id}\nDecided-by: Rita Paz`,
      );
      expect((await git(bench.dir, 'log', '-1', '--format=%P', state.mergedCommit!)).split(' ')[1]).toBe(state.commit);
    });

    test('of a refusal the branch and the reason', async () => {
      const id = await propose();
      expect((await decline(id, 'No source.')).state.status).toBe('closed');
      expect(await git(bench.dir, 'log', '-1', '--format=%B', `refs/proposals/${id}/declined`)).toContain('No source.');
      expect((await bench.count(id)).branches).toBe(1);
    });

    test('that it was made: twice is once, and the other one is too late', async () => {
      const [accepted, declined] = [await propose(), await propose()];
      await accept(accepted);
      await decline(declined);
      const base = await bench.base();
      expect((await accept(accepted)).state.status).toBe('merged');
      expect((await decline(declined)).state.status).toBe('closed');
      await expect(accept(declined)).rejects.toMatchObject({ name: 'Conflict' });
      await expect(decline(accepted)).rejects.toMatchObject({ name: 'Conflict' });
      await expect(accept('nobody-sent-this')).rejects.toMatchObject({ name: 'NotFound' });
      expect(await bench.base()).toBe(base);
    });
  });

  test('accepts several at once, one after the other', async () => {
    const ids = await Promise.all([1, 2, 3, 4].map(() => propose()));
    const decided = await Promise.all(ids.map((id) => accept(id)));
    expect(decided.map(({ state, workingTree }) => [state.status, workingTree.status])).toEqual(
      ids.map(() => ['merged', 'updated']),
    );
    expect(await git(bench.dir, 'status', '--porcelain')).toBe('');
  });

  test('sees that somebody merged with git itself, with and without a merge commit', async () => {
    const [first, second] = [await propose(), await propose()];
    await git(bench.dir, 'merge', '--quiet', '--ff-only', branchOf(first));
    const tip = await bench.base();
    await git(bench.dir, 'merge', '--quiet', '--no-ff', '--no-edit', branchOf(second));
    expect(await bench.forge.read(first)).toMatchObject({ status: 'merged', mergedCommit: tip });
    expect(await bench.forge.read(second)).toMatchObject({ status: 'merged', mergedCommit: await bench.base() });
  });

  test('shows a reviewer what a forge would', async () => {
    const id = await propose({ title: 'Caso nuevo: uno', body: '## Uno\n', labels: ['caso'], reviewers: ['ana'] });
    expect(await bench.forge.show(id)).toMatchObject({
      state: { status: 'open' },
      note: { title: 'Caso nuevo: uno', body: '## Uno\n', labels: ['caso'], reviewers: ['ana'], action: 'create' },
    });
    await expect(bench.forge.show('nobody-sent-this')).rejects.toMatchObject({ name: 'NotFound' });
  });

  test('row 23: does not accept a branch to which something outside content was added', async () => {
    const id = await propose();
    await bench.commit(branchOf(id), '.github/workflows/pwn.yml', 'on: push\n', 'Add a workflow');
    const before = await bench.base();
    await expect(accept(id)).rejects.toMatchObject({ name: 'Rejected', reason: 'path' });
    expect(await bench.base()).toBe(before);
  });

  test('row 12: starts no program that the repository’s own settings name', async () => {
    const marker = join(bench.dir, '.git', 'started');
    const hook = join(bench.dir, '.git', 'hooks', 'reference-transaction');
    await mkdir(join(hook, '..'), { recursive: true });
    await writeFile(hook, `#!/bin/sh\ntouch ${marker}\n`, { mode: 0o755 });
    await git(bench.dir, 'config', 'core.fsmonitor', hook);
    await accept(await propose());
    await expect(stat(marker)).rejects.toThrow('ENOENT');
    await rm(hook);
    await git(bench.dir, 'config', '--unset', 'core.fsmonitor');
  });

  test('row 12: starts no filter when it writes what was accepted, and the files are as they were proposed', async () => {
    const marker = join(bench.dir, '.git', 'started');
    const evil = join(bench.dir, '.git', 'evil.sh');
    await writeFile(evil, `#!/bin/sh\ntouch ${marker}\nsed s/Huertas/PWNED/\n`, { mode: 0o755 });
    for (const name of ['clean', 'smudge', 'process']) await git(bench.dir, 'config', `filter.evil.${name}`, evil);
    await git(bench.dir, 'config', 'filter.evil.required', 'true');
    await writeFile(join(bench.dir, '.git/info/attributes'), '*.md filter=evil\n');
    const id = await propose();
    expect((await accept(id)).workingTree).toEqual({ status: 'updated' });
    expect(await inTree(proposedPath(id))).toContain('Huertas');
    await expect(stat(marker)).rejects.toThrow('ENOENT');
  });

  test('reads what is committed, never what somebody is writing', async () => {
    const path = 'content/cases/ury/uruguay-plan-ceibal/index.md';
    const before = await inTree(path);
    await writeFile(join(bench.dir, path), `${before}\nNOTA PRIVADA SIN CONFIRMAR\n`);
    await writeFile(join(bench.dir, 'content/cases/ury/uruguay-plan-ceibal/es.md'), 'NOTA PRIVADA');
    const { tree } = await bench.forge.readBase();
    expect(tree.get('cases/ury/uruguay-plan-ceibal/index.md')).toEqual({ text: before });
    expect(tree.has('cases/ury/uruguay-plan-ceibal/es.md')).toBe(false);
  });

  test('shows a reviewer what keeps a proposal from merging', async () => {
    const path = 'content/cases/ury/uruguay-plan-ceibal/index.md';
    const id = await propose({ action: 'improve', files: [{ path, content: 'De otro modo.\n' }] });
    expect((await bench.forge.show(id)).conflicts).toEqual([]);
    await bench.commit(undefined, path, 'Ya distinto.\n', 'Change it meanwhile');
    expect((await bench.forge.show(id)).conflicts).toEqual([path]);
    await decline(id);
    expect((await bench.forge.show(id)).conflicts).toEqual([]);
  });

  test('two processes that accept one proposal at the same time both learn that it is merged', async () => {
    const id = await propose();
    const other = await bench.reopen();
    const both = [bench.forge, other as typeof bench.forge].map((forge) =>
      forge.decide(id, { verdict: 'accept', by: 'Rita', reason: '' }),
    );
    for (const { state } of await Promise.all(both)) expect(state.status).toBe('merged');
    expect(await git(bench.dir, 'rev-list', '--count', '--merges', 'main')).toBe('1');
    expect(await git(bench.dir, 'status', '--porcelain')).toBe('');
  });

  test('who decides otherwise at the same moment is told what was decided', async () => {
    const id = await propose();
    const other = (await bench.reopen()) as typeof bench.forge;
    const decided = await Promise.allSettled([
      bench.forge.decide(id, { verdict: 'accept', by: 'Rita', reason: '' }),
      other.decide(id, { verdict: 'decline', by: 'Rosa', reason: '' }),
    ]);
    const refused = decided.find((each) => each.status === 'rejected');
    // Unless one finished before the other began.
    expect(String(refused?.reason)).toMatch(/The proposal is (?:merged|closed) already\./);
  });

  describe('for reviewers', () => {
    const card = {
      path: 'content/reviews/uruguay-plan-ceibal/rita-1.yml',
      content: 'reviewer: rita\n',
      message: 'Scorecard',
      by: 'Rita <x>',
    };

    test('lists the open proposals with the paths that each was made of', async () => {
      const [open, other, accepted] = [await propose(), await propose(), await propose()];
      await accept(accepted);
      const listed = await bench.forge.listOpen();
      expect(listed.map(({ submissionId }) => submissionId).toSorted()).toEqual([open, other].toSorted());
      expect(listed.find(({ submissionId }) => submissionId === open)?.paths).toEqual([
        proposedPath(open).replace('content/', ''),
      ]);
      await decline(open);
      await decline(other);
      expect(await bench.forge.listOpen()).toEqual([]);
    });

    test('shows the files that would be there after the merge, and its own where it does not merge', async () => {
      const existing = 'content/cases/ury/uruguay-plan-ceibal/index.md';
      const id = await propose({ action: 'improve', files: [{ path: existing, content: 'Mejor.\n' }] });
      const { files, conflicts } = await bench.forge.change(id);
      expect([[...files.keys()], conflicts]).toEqual([[existing.replace('content/', '')], []]);
      expect(files.get('cases/ury/uruguay-plan-ceibal/index.md')?.toString()).toBe('Mejor.\n');
      await bench.commit(undefined, existing, 'Otra cosa.\n', 'Meanwhile');
      const clashing = await bench.forge.change(id);
      expect(clashing.conflicts).toEqual([existing]);
      expect(clashing.files.get('cases/ury/uruguay-plan-ceibal/index.md')?.toString()).toBe('Mejor.\n');
      await decline(id);
      await expect(bench.forge.change(id)).rejects.toMatchObject({ name: 'Conflict' });
      await expect(bench.forge.change('nobody-sent-this')).rejects.toMatchObject({ name: 'NotFound' });
    });

    test('adds a file to the branch that was seen, and to no other', async () => {
      const id = await propose();
      const seen = (await bench.forge.read(id))!.commit;
      const tip = await bench.forge.addFile(id, card, seen);
      expect(await bench.forge.read(id)).toMatchObject({ status: 'open', commit: tip });
      expect((await bench.forge.readFile(tip, 'reviews/uruguay-plan-ceibal/rita-1.yml'))?.toString()).toBe(card.content);
      expect(await git(bench.dir, 'log', '-1', '--format=%s|%(trailers:unfold)', tip)).toBe('Scorecard|Reviewed-by: Rita x');
      await expect(bench.forge.addFile(id, card, seen)).rejects.toMatchObject({ name: 'Conflict' });
      // Made of what it was proposed with, whatever reviewers add.
      expect((await bench.forge.listOpen())[0]?.paths).toEqual([proposedPath(id).replace('content/', '')]);
      await accept(id);
      expect(await inTree(card.path)).toBe(card.content);
      await expect(bench.forge.addFile(id, card, tip)).rejects.toMatchObject({ name: 'Conflict' });
    });

    test('decides on nothing but what was seen, and tells the reason of a refusal', async () => {
      const id = await propose();
      const seen = (await bench.forge.read(id))!.commit;
      await bench.forge.addFile(id, card, seen);
      const decision = { verdict: 'accept', by: 'Rita', reason: '', seen } as const;
      await expect(bench.forge.decide(id, decision)).rejects.toMatchObject({ name: 'Conflict' });
      expect((await bench.forge.read(id))?.status).toBe('open');
      await decline(id, 'Falta la fuente.\n\nSubmission-Id: forged');
      expect((await bench.forge.read(id))?.reason).toBe('Falta la fuente.\n\nSubmission-Id: forged');
      const other = await propose();
      await decline(other);
      expect((await bench.forge.read(other))?.reason).toBeUndefined();
    });
  });

  test('a git that somebody else runs is waited for, and named when it does not end', async () => {
    const lock = join(bench.dir, '.git/index.lock');
    const [soon, never] = [await propose(), await propose()];
    await writeFile(lock, '');
    const waiting = accept(soon);
    await sleep(300);
    await rm(lock);
    expect((await waiting).state.status).toBe('merged');
    await writeFile(lock, '');
    await expect(accept(never)).rejects.toMatchObject({
      name: 'Conflict',
      message: expect.stringMatching(/Another git .*index\.lock/),
    });
    await rm(lock);
  });

  test('starts two programs for a proposal, and reads nothing but what stands on the way to its folder', async () => {
    const started = join(bench.dir, '..', `${basename(bench.dir)}-started`);
    const program = `${started}.sh`;
    await writeFile(program, `#!/bin/sh\necho "$*" >> ${started}\nexec git "$@"\n`, { mode: 0o755 });
    const forge = await openLocalGit({ dir: join(bench.dir, 'content'), program });
    const { commit: base } = await forge.readBase();
    await writeFile(started, '');
    for (const turn of [1, 2]) {
      expect((await forge.readBase()).commit).toBe(base);
      expect(await forge.propose(sampleProposal({ base }))).toMatchObject({ status: 'open' });
      const verbs = (await readFile(started, 'utf8'))
        .trimEnd()
        .split('\n')
        .map((line) => line.replace(/^(?:-c \S+ )+(\S+).*/, '$1'));
      expect(verbs).toEqual(Array.from({ length: turn }, () => ['unpack-objects', 'update-ref']).flat());
    }
    await forge.close();
    await Promise.all([started, program].map((file) => rm(file)));
  });

  test('takes no file away to make room for a folder', async () => {
    await bench.commit(undefined, 'content/cases/per', 'A file in the place of a country', 'Put a file there');
    const files = [{ path: 'content/cases/per/case-new/index.md', content: 'Nuevo.\n' }];
    await expect(bench.forge.propose(sampleProposal({ files }))).rejects.toMatchObject({ name: 'Rejected', reason: 'path' });
  });

  test('says of a new proposal what it says when asked again', async () => {
    const proposal = sampleProposal({ submittedAt: new Date('2026-03-04T05:06:07.890Z') });
    const state = await bench.forge.propose(proposal);
    expect(state.updatedAt).toEqual(new Date('2026-03-04T05:06:07Z'));
    expect(await bench.forge.read(proposal.submissionId)).toEqual(state);
    expect(await bench.forge.propose(proposal)).toEqual(state);
  });

  test('gets past the lock that a killed git left, once it may take it away', async () => {
    const proposal = sampleProposal();
    const lock = join(bench.dir, '.git/refs/heads/proposals', `${proposal.submissionId}.lock`);
    const strange = join(bench.dir, '.git/refs/heads/main.lock');
    await mkdir(join(lock, '..'), { recursive: true });
    await writeFile(lock, '');
    await expect(bench.forge.propose(proposal)).rejects.toMatchObject({ name: 'Conflict' });
    await writeFile(strange, '');
    expect(await bench.forge.removeStaleLocks()).toEqual([`refs/heads/proposals/${proposal.submissionId}.lock`]);
    await rm(strange);
    expect(await bench.forge.propose(proposal)).toMatchObject({ status: 'open' });
  });
});

describe('the local forge finds the content', () => {
  const acceptOne = async (forge: Awaited<ReturnType<typeof openLocalGit>>) => {
    const { submissionId } = await forge.propose(sampleProposal());
    return { submissionId, ...(await forge.decide(submissionId, { verdict: 'accept', by: 'Rita', reason: '' })) };
  };

  test('in a folder further down, and the branch that is checked out when there is no main', async () => {
    const dir = await makeRepository();
    await mkdir(join(dir, 'registries/one'), { recursive: true });
    await git(dir, 'mv', 'content', 'registries/one/content');
    await git(dir, 'commit', '--quiet', '--message=Move');
    await git(dir, 'branch', '--move', 'main', 'master');
    const { submissionId } = await acceptOne(await openLocalGit({ dir: join(dir, 'registries/one/content') }));
    expect(await git(dir, 'show', `master:registries/one/${proposedPath(submissionId)}`)).toContain('Huertas');
    await rm(dir, { recursive: true });
  });

  test('in a repository that names objects by SHA-256', async () => {
    const dir = await makeRepository();
    const other = await mkdtemp(join(tmpdir(), 'forge-sha256-'));
    await git(other, 'init', '--quiet', '--initial-branch=main', '--object-format=sha256');
    await cp(join(dir, 'content'), join(other, 'content'), { recursive: true });
    await git(other, 'add', '--all');
    await git(other, 'commit', '--quiet', '--message=Begin');
    const { submissionId, state } = await acceptOne(await openLocalGit({ dir: join(other, 'content') }));
    expect(state.commit).toHaveLength(64);
    expect(await git(other, 'show', `main:${proposedPath(submissionId)}`)).toContain('Huertas');
    expect(await fsck(other)).toBe('');
    await Promise.all([dir, other].map((folder) => rm(folder, { recursive: true })));
  });

  test('in a bare repository, where nothing is checked out', async () => {
    const dir = await makeRepository();
    const bare = await mkdtemp(join(tmpdir(), 'forge-bare-'));
    await git(dir, 'clone', '--quiet', '--bare', '.', bare);
    const { submissionId, workingTree } = await acceptOne(await openLocalGit({ dir: bare }));
    expect(workingTree).toEqual({ status: 'untouched' });
    expect(await git(bare, 'show', `main:${proposedPath(submissionId)}`)).toContain('Huertas');
    await Promise.all([dir, bare].map((folder) => rm(folder, { recursive: true })));
  });

  test('and says so when there is no repository, no commit or no such branch', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'forge-empty-'));
    await expect(openLocalGit({ dir })).rejects.toMatchObject({ name: 'NotFound' });
    await git(dir, 'init', '--quiet');
    await expect(openLocalGit({ dir })).rejects.toMatchObject({ name: 'NotFound' });
    await expect(openLocalGit({ dir, program: 'no-such-git' })).rejects.toMatchObject({ name: 'Unavailable' });
    await rm(dir, { recursive: true });
  });
});

test('kill -9 at any moment: what was acknowledged is there, the rest comes with the next try, and git finds no fault', async () => {
  const dir = await makeRepository();
  const begun = new Set<string>();
  const done = new Set<string>();
  for (const round of [1, 2, 3, 4, 5]) {
    const acknowledged = 1 + Math.floor(Math.random() * 12);
    const child = fileURLToPath(new URL('forge-local-git-child.ts', import.meta.url));
    const output = await killedAfter(acknowledged, child, join(dir, 'content'), String(round));
    for (const [, word, id] of output.matchAll(/^(begun|done) (\S+)$/gm)) (word === 'begun' ? begun : done).add(id!);
  }
  const forge = await openLocalGit({ dir: join(dir, 'content') });
  for (const id of done) expect(await forge.read(id)).toMatchObject({ status: 'open' });
  await forge.removeStaleLocks();
  for (const submissionId of begun) await forge.propose(sampleProposal({ submissionId }));
  expect((await forge.list({ status: 'open' })).map(({ submissionId }) => submissionId).toSorted()).toEqual(
    [...begun].toSorted(),
  );
  expect((await git(dir, 'branch', '--list', 'proposals/*')).split('\n')).toHaveLength(begun.size);
  expect(done.size).toBeGreaterThan(0);
  expect(await fsck(dir)).toBe('');
  await rm(dir, { recursive: true });
});

/**
 * Runs a module in its own process group, kills the group soon after a number of lines that say "done", and returns the output.
 */
async function killedAfter(lines: number, ...args: string[]): Promise<string> {
  const child = spawn(process.execPath, args, { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  const reached = new Promise<void>((resolve) =>
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.split('done').length > lines) resolve();
    }),
  );
  const closed = new Promise((resolve) => child.once('close', resolve));
  await Promise.race([reached, closed]);
  await sleep(Math.random() * 80);
  process.kill(-child.pid!, 'SIGKILL');
  await closed;
  return output;
}

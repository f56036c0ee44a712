import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSqliteOutbox } from '#registry/outbox/sqlite.ts';
import { sampleProposal, proposedPath } from '../../contract/forge-bench.ts';
import { openLocalBench } from '../../contract/forge-local-git-bench.ts';
import { quickSubmission } from '../submission/quick-submission.ts';
import { run } from './scratch.ts';

/** A repository with a proposal from a submission. */
async function withProposal() {
  const bench = await openLocalBench();
  onTestFinished(() => bench.close());
  const proposal = sampleProposal();
  await bench.forge.propose(proposal);
  return { dir: bench.dir, id: proposal.submissionId, file: join(bench.dir, proposedPath(proposal.submissionId)) };
}

describe('proposal', () => {
  it('lists proposals and shows what one proposes', async () => {
    const { dir, id } = await withProposal();
    expect((await run(dir, ['proposal', 'list'])).stdout).toMatch(new RegExp(`^${id}  open`));
    expect((await run(dir, ['proposal', 'show', id])).stdout).toContain('huertas escolares');
    expect((await run(dir, ['proposal', 'show', id.slice(0, 8)])).stdout).toContain('huertas escolares');
    expect((await run(dir, ['proposal', 'list', '--status', 'merged'])).stdout).toBe('There are no proposals.\n');
  });

  it('accept puts the record among the published files', async () => {
    const { dir, id, file } = await withProposal();
    expect(existsSync(file)).toBe(false);
    expect(await run(dir, ['proposal', 'accept', id, '--by', 'Rita'])).toMatchObject({ code: 0, stdout: `${id} is merged.\n` });
    expect(existsSync(file)).toBe(true);
  });

  it('decline closes it and publishes nothing', async () => {
    const { dir, id, file } = await withProposal();
    expect(await run(dir, ['proposal', 'decline', id])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--reason') as string,
    });
    expect(await run(dir, ['proposal', 'decline', id, '--reason', 'Ya existe'])).toMatchObject({
      code: 0,
      stdout: `${id} is closed.\n`,
    });
    expect(existsSync(file)).toBe(false);
    const again = await run(dir, ['proposal', 'decline', id, '--reason', 'Otra razón']);
    expect(again.stdout).toBe(`${id} was closed already: nothing has changed.\n`);
    expect((await run(dir, ['proposal', 'accept', id])).code).toBe(3);
  });

  it('says what is wrong with the call, or that there is no such proposal', async () => {
    const { dir } = await withProposal();
    expect((await run(dir, ['proposal', 'accept'])).code).toBe(2);
    expect((await run(dir, ['proposal', 'show', 'nowhere'])).stderr).toBe('There is no proposal nowhere.\n');
  });

  it('show says what keeps it from merging', async () => {
    const bench = await openLocalBench();
    onTestFinished(() => bench.close());
    const path = 'content/cases/ury/uruguay-plan-ceibal/index.md';
    const { submissionId } = await bench.forge.propose(
      sampleProposal({ action: 'improve', files: [{ path, content: 'Mejor.\n' }] }),
    );
    await bench.commit(undefined, path, 'Ya distinto.\n', 'Change it meanwhile');
    const { stdout } = await run(bench.dir, ['proposal', 'show', submissionId]);
    expect(stdout).toContain(`somebody has changed ${path} since`);
    const json = JSON.parse((await run(bench.dir, ['proposal', 'show', submissionId, '--json'])).stdout) as {
      conflicts: unknown;
    };
    expect(json.conflicts).toEqual([path]);
  });

  it('show says of a submission that has none because it is parked why that is', async () => {
    const { dir } = await withProposal();
    const outbox = openSqliteOutbox(join(dir, '.data/outbox.sqlite'), { capacity: 5 });
    await outbox.accept({ id: 'parked-one', payload: quickSubmission() }, 1);
    const claim = (await outbox.claim({ owner: 'w', leaseMs: 1 }, 1))!;
    await outbox.settle(claim, { result: 'parked', reason: 'changed', detail: 'changed since it was sent: case/level' }, 2);
    await outbox.close();
    const shown = await run(dir, ['proposal', 'show', 'parked-one']);
    expect(shown.code).toBe(3);
    expect(shown.stderr).toContain('parked (changed: changed since it was sent: case/level)');
    await rm(join(dir, '.data'), { recursive: true });
  });
});

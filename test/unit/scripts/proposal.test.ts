import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeProposal, pathOf } from '../../contract/forge-bench.ts';
import { openLocalBench } from '../../contract/forge-local-git-bench.ts';
import { run } from './scratch.ts';

/** A repository in which somebody's submission has become a proposal. */
async function withProposal() {
  const bench = await openLocalBench();
  onTestFinished(() => bench.close());
  const proposal = makeProposal();
  await bench.forge.propose(proposal);
  return { dir: bench.dir, id: proposal.submissionId, file: join(bench.dir, pathOf(proposal.submissionId)) };
}

describe('proposal', () => {
  it('lists proposals and shows what one proposes', async () => {
    const { dir, id } = await withProposal();
    expect((await run(dir, ['proposal', 'list'])).stdout).toMatch(new RegExp(`^${id}  open`));
    expect((await run(dir, ['proposal', 'show', id])).stdout).toContain('huertas escolares');
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
    expect(await run(dir, ['proposal', 'decline', id, '--reason', 'Ya existe'])).toMatchObject({
      code: 0,
      stdout: `${id} is closed.\n`,
    });
    expect(existsSync(file)).toBe(false);
    expect((await run(dir, ['proposal', 'accept', id])).code).toBe(3);
  });

  it('says what is wrong with the call, or that there is no such proposal', async () => {
    const { dir } = await withProposal();
    expect((await run(dir, ['proposal', 'accept'])).code).toBe(2);
    expect((await run(dir, ['proposal', 'show', 'nowhere'])).stderr).toBe('There is no proposal nowhere.\n');
  });
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFixtureRegistry, readFixtureWithFinding } from '../../fixtures/fixture-tree.ts';
import { onDisk, run } from './scratch.ts';

const folderOf = 'content/cases/ury/worked-with-citations';

describe('stamp', () => {
  it('brings translations up to date with their original and changes nothing else', async () => {
    const folder = await onDisk(await readFixtureWithFinding('translation-stale'));
    const before = await readFile(join(folder, folderOf, 'en.md'), 'utf8');
    const { code, stdout } = await run(folder, ['stamp', 'worked-with-citations', 'en']);
    const after = await readFile(join(folder, folderOf, 'en.md'), 'utf8');
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('1 stamped, 0 already up to date') as unknown });
    expect(after.split('\n').filter((line, index) => line !== before.split('\n')[index])).toEqual([
      expect.stringMatching(/^translates: '[0-9a-f]{12}'$/),
    ]);
    const stale = JSON.parse((await run(folder, ['check', '--json'])).stdout) as { findings: { file: string }[] };
    expect(stale.findings.map(({ file }) => file)).toEqual([`${folderOf}/pt.md`]);
  });

  it('does all of them when no case is named', async () => {
    const folder = await onDisk(await readFixtureWithFinding('translation-stale'));
    expect((await run(folder, ['stamp'])).stdout).toMatch(/2 stamped, 4 already up to date/);
    expect((await run(folder, ['check', '--strict'])).code).toBe(0);
  });

  it('leaves files with errors alone and says so', async () => {
    const tree = new Map(await readFixtureRegistry());
    tree.set('cases/ury/worked-with-citations/en.md', { text: '---\nstate: human\n---\n' });
    const folder = await onDisk(tree);
    const { code, stderr } = await run(folder, ['stamp']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('left as they are') as unknown });
    expect(await readFile(join(folder, folderOf, 'en.md'), 'utf8')).toBe('---\nstate: human\n---\n');
  });

  it('does not guess which case or language was meant', async () => {
    const folder = await onDisk(await readFixtureRegistry());
    expect((await run(folder, ['stamp', 'worked-with-citation'])).code).toBe(2);
    expect((await run(folder, ['stamp', 'worked-with-citations', 'fr'])).code).toBe(2);
  });
});

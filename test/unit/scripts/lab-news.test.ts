import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readFixtureRegistry } from '../../fixtures/fixture-tree.ts';
import { onDisk, run } from './scratch.ts';

it('letter writes to a lab in its language, with addresses of the site, and refuses what it cannot write', async () => {
  const folder = await onDisk(await readFixtureRegistry());
  const ask = ['letter', 'test-lab', '--locale', 'pt', '--format', 'md'];
  const site = { SITE_URL: 'https://registry.example' };
  expect(await run(folder, ask, site)).toEqual({ code: 0, stdout: 'test-lab-pt.md\n', stderr: '' });
  const text = await readFile(join(folder, 'test-lab-pt.md'), 'utf8');
  expect(text).toContain('Laboratorio de prueba');
  expect(text).toContain('https://registry.example/pt/sessions/lunch-2027/');
  expect(await run(folder, ['letter', 'nobody'])).toMatchObject({ code: 3, stderr: 'There is no lab nobody.\n' });
  for (const format of ['odt', 'md,pdf']) expect((await run(folder, ['letter', 'test-lab', '--format', format])).code).toBe(2);
});

it('due lists what a lab owes as far ahead as asked, and nothing of others', async () => {
  const folder = await onDisk(await readFixtureRegistry());
  const ask = ['due', '--days', '36500', '--json'];
  const { stdout } = await run(folder, [...ask, '--lab', 'test-lab']);
  expect(JSON.parse(stdout)).toContainEqual(
    expect.objectContaining({ id: 'worked-with-citations', what: 'review', lab: 'test-lab' }),
  );
  expect((await run(folder, [...ask, '--lab', 'nobody'])).stdout).toBe('[]\n');
  expect((await run(folder, ['due', '--days', 'soon'])).code).toBe(2);
});

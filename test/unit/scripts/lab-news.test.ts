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

it.each([
  [['letter', 'test-lab', '--locale', 'xx'], 'There is no locale "xx"'],
  [['template', 'case', '--locale', 'xx,es'], 'There is no locale "xx"'],
  [['session', 'new', 'foo', '--query', 'nosuch=1', '--language', 'es'], 'There is no filter "nosuch"'],
  [['session', 'compile', 'lunch-2027', '--edition', 'x', '--out', 'out'], '--edition takes a number'],
  [['due', '--lab', 'nobody'], 'There is no lab "nobody"'],
  [['due', '--days', '1000000000000'], '--days takes a whole number up to'],
  [['lab', 'constructor'], 'Say add, token or revoke'],
  [['reviewer', 'toString'], 'Say token or revoke'],
])('a call with a word that means nothing is refused, and does nothing else instead: %j', async (call, said) => {
  const folder = await onDisk(await readFixtureRegistry());
  const { code, stdout, stderr } = await run(folder, call);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(said);
});

it('due lists what a lab owes as far ahead as asked, and nothing of others', async () => {
  const folder = await onDisk(await readFixtureRegistry());
  const ask = ['due', '--days', '36500', '--json'];
  const { stdout } = await run(folder, [...ask, '--lab', 'test-lab']);
  expect(JSON.parse(stdout)).toContainEqual(
    expect.objectContaining({ id: 'worked-with-citations', what: 'review', lab: 'test-lab' }),
  );
  expect(await run(folder, [...ask, '--lab', 'nobody'])).toMatchObject({ code: 2, stdout: '' });
  expect((await run(folder, ['due', '--days', 'soon'])).code).toBe(2);
});

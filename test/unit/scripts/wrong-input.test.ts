import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readFixtureRegistry } from '../../fixtures/fixture-tree.ts';
import { onDisk, run } from './scratch.ts';

test('a folder without a registry is named as such, instead of all that is not in it', async () => {
  const cwd = await onDisk(new Map());
  await mkdir(join(cwd, 'content'), { recursive: true });
  const { code, stdout, stderr } = await run(cwd, ['check']);
  expect([code, stdout]).toEqual([3, '']);
  expect(stderr).toContain(`${join(cwd, 'content')} has no registry.yml: write the content folder of a registry`);
});

test('a lab that is described wrongly is refused in the language of who asks, with what to write, all at once', async () => {
  const cwd = await onDisk(await readFixtureRegistry());
  const add = (...args: string[]) => run(cwd, ['lab', 'add', 'mi-lab', '--name', 'Mi lab', ...args]);
  const { code, stderr } = await add('--type', 'club', '--url', 'ftp:mi-lab', '--lang', 'es');
  expect(code).toBe(2);
  expect(stderr).toContain('«club» no es una opción de «type».');
  expect(stderr).toContain('government-lab');
  expect(stderr).toContain('ftp:mi-lab');
  expect(stderr).not.toMatch(/value-not-allowed|format-wrong/);
  expect((await add('--type', 'network', '--language', 'fr')).stderr).toMatch(/^There is no locale "fr"\. There are es/);
});

test('a registry that cannot be added is refused in sentences, all at once, before anybody is asked', async () => {
  const cwd = await onDisk(await readFixtureRegistry());
  const add = (...args: string[]) => run(cwd, ['federation', 'add', ...args]);
  const { code, stderr } = await add('El Sur', 'registro', '--trust', 'all');
  expect(code).toBe(2);
  for (const said of ['not "El Sur"', 'https://registro.example (not "registro")', 'link, read or partner (not "all")'])
    expect(stderr).toContain(said);
  expect(stderr).not.toMatch(/Invalid|pattern/);
  expect((await add('sur', 'https://127.0.0.1:9')).stderr).toContain(
    'leads into a private network, where nothing is read: address-private',
  );
});

test.each([
  ['check', '--lang', 'fr'],
  ['import', 'package.json', '--language', 'fr'],
  ['session', 'new', 'a-session', '--query', 'country=URY', '--language', 'fr'],
  ['new-case', 'a-case', '--country', 'URY', '--language', 'fr'],
  ['template', 'case', '--lang', 'fr'],
])('%s says which languages there are when it is asked for another, instead of taking Spanish', async (...args) => {
  const cwd = await onDisk(await readFixtureRegistry());
  await writeFile(join(cwd, 'package.json'), '{}');
  const { code, stdout, stderr } = await run(cwd, args);
  expect([code, stdout, stderr.split('\n')[0]]).toEqual([2, '', 'There is no locale "fr". There are es, pt, en.']);
});

test('a language may be named as systems name it; that of the environment is taken where the registry has it', async () => {
  const cwd = await onDisk(await readFixtureRegistry());
  expect((await run(cwd, ['check', '--lang', 'pt-BR'])).stdout).toBe('Tudo em ordem.\n');
  expect((await run(cwd, ['check'], { LANG: 'fr_FR.UTF-8' })).stdout).toBe('Todo en orden.\n');
});

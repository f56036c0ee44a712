import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFixtureRegistry } from '../../fixtures/fixture-tree.ts';
import { onDisk, run } from './scratch.ts';

describe('contracts', () => {
  it('writes a JSON Schema for every kind of file, with the ids of the vocabularies in it', async () => {
    const folder = await onDisk(await readFixtureRegistry());
    const { stdout } = await run(folder, ['contracts']);
    const names = [
      'case',
      'translation',
      'method',
      'method-translation',
      'lab',
      'lab-translation',
      'session',
      'session-translation',
      'comment',
      'comment-translation',
      'commitment',
      'commitment-translation',
      'sources',
      'vocabulary',
      'locale',
      'style',
      'glossary',
      'gone',
      'peers',
      'same',
      'confirmed',
      'registry',
      'reviewers',
      'scorecard',
    ];
    expect(stdout.trim().split('\n').sort()).toEqual(
      ['docs/findings.md', ...names.map((name) => `docs/schemas/${name}.schema.json`)].sort(),
    );
    const schema = JSON.parse(await readFile(join(folder, 'docs/schemas/case.schema.json'), 'utf8')) as unknown;
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'case.schema.json',
      title: 'Case',
      additionalProperties: false,
      properties: {
        instruments: { items: { enum: expect.arrayContaining(['procurement']) as unknown } },
        level: { enum: expect.arrayContaining(['city']) as unknown },
      },
    });
  });

  it('says with --check what is no longer up to date, and writes nothing', async () => {
    const folder = await onDisk(await readFixtureRegistry());
    await run(folder, ['contracts']);
    expect(await run(folder, ['contracts', '--check'])).toEqual({ code: 0, stdout: '', stderr: '' });
    const path = join(folder, 'docs/schemas/lab.schema.json');
    await writeFile(path, '{}');
    const { code, stderr } = await run(folder, ['contracts', '--check']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^docs\/schemas\/lab\.schema\.json is not up to date/);
    expect(await readFile(path, 'utf8')).toBe('{}');
  });

  it('are up to date in this repository', async () => {
    const root = new URL('../../../', import.meta.url).pathname;
    expect(await run(root, ['contracts', '--check'])).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});

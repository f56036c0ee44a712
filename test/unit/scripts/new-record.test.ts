import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { caseSchema } from '#registry/case/schema.ts';
import { kinds } from '#registry/kinds.ts';
import { readMarkdown } from '#registry/content/front-matter.ts';
import { partsOf } from '#registry/schema/walk.ts';
import { readFixtureRegistry } from '../../fixtures/fixture-tree.ts';
import { onDisk, run } from './scratch.ts';

const file = 'content/cases/chl/chile-new-case/index.md';
const ask = ['new-case', 'chile-new-case', '--country', 'CHL', '--language', 'pt'];

describe('new-record', () => {
  it.each(kinds.map(({ id }) => id))('starts a %s with every field of its schema under a comment', async (id) => {
    const kind = kinds.find((each) => each.id === id)!;
    const folder = await onDisk(await readFixtureRegistry());
    const started = await run(folder, ['new-record', id, 'a-new-one', '--language', 'en', '--country', 'CHL']);
    expect(started).toMatchObject({ code: 0, stderr: '' });
    const text = await readFile(join(folder, started.stdout.trim()), 'utf8');
    for (const field of Object.keys(partsOf(kind.schema).shape!)) {
      expect(text).toMatch(new RegExp(`# .+\\n(?:#.*\\n)*(?:# )?${field}:`, 'm'));
    }
    // Only a link between cases can name one that there is no record of.
    expect(text.includes('use name')).toBe(id === 'case');
    const { findings } = JSON.parse((await run(folder, ['check', '--json'])).stdout) as { findings: { code: string }[] };
    // A list of several that starts with one is too short.
    const codes = new Set(findings.map(({ code }) => code));
    codes.delete('list-too-short');
    expect([...codes]).toEqual(['field-missing']);
  });

  it('names the kinds that there are', async () => {
    const { code, stderr } = await run(await onDisk(await readFixtureRegistry()), [
      'new-record',
      'poem',
      'x',
      '--language',
      'es',
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain('case, method, lab');
  });
});

describe('new-case', () => {
  it('writes a file in which only what a person knows is missing', async () => {
    const folder = await onDisk(await readFixtureRegistry());
    expect(await run(folder, [...ask, '--title', 'Título: "com" # tudo'])).toEqual({ code: 0, stdout: `${file}\n`, stderr: '' });
    const { findings } = JSON.parse((await run(folder, ['check', '--json'])).stdout) as {
      findings: { code: string; params: { field: string } }[];
    };
    // A list of several that starts with one is too short.
    const codes = new Set(findings.map(({ code }) => code));
    codes.delete('list-too-short');
    expect([...codes]).toEqual(['field-missing']);
    expect(findings.map(({ params }) => params.field)).toEqual(
      expect.arrayContaining(['summary', 'challenges', 'actors.0.name', 'verdicts.0.evidence.strength', 'sources.0.locator']),
    );
    const data = readMarkdown(await readFile(join(folder, file), 'utf8'), file).markdown!.yaml.data;
    expect(data).toMatchObject({ language: 'pt', title: 'Título: "com" # tudo', places: [{ country: 'CHL' }], kind: 'case' });
  });

  it('shows every field of the schema, with the choices by name in the language of the case', async () => {
    const folder = await onDisk(await readFixtureRegistry());
    await run(folder, ask);
    const text = await readFile(join(folder, file), 'utf8');
    for (const field of Object.keys(caseSchema.shape)) expect(text).toMatch(new RegExp(`^(?:# )?${field}:`, 'm'));
    expect(text).toContain('did-not-work (Não funcionou)');
    expect(text).toContain('## O que não funcionou');
  });

  it('has optional fields that become YAML when their first number sign is taken off', async () => {
    const folder = await onDisk(await readFixtureRegistry());
    await run(folder, ask);
    const text = await readFile(join(folder, file), 'utf8');
    const [, front = ''] = text.split('---\n');
    const used = front
      .split('\n\n')
      .map((block) => (/^# \w+:/m.test(block) ? block.split('\n').slice(1).join('\n').replace(/^# /gm, '') : block));
    const { markdown } = readMarkdown(`---\n${used.join('\n\n')}---\n`, file);
    expect(Object.keys(markdown!.yaml.data as object)).toEqual(Object.keys(caseSchema.shape));
  });

  it('puts a case about several countries in int', async () => {
    const folder = await onDisk(await readFixtureRegistry());
    const { stdout } = await run(folder, ['new-case', 'two-lands', '--country', 'CHL', '--country', 'PER', '--language', 'es']);
    expect(stdout).toBe('content/cases/int/two-lands/index.md\n');
  });

  it.each([
    ['an id that is taken', ['new-case', 'failed-and-says-why', '--country', 'CHL', '--language', 'es'], 'is taken'],
    ['an id that cannot be one', ['new-case', 'Año_Nuevo', '--country', 'CHL', '--language', 'es'], 'cannot be an id'],
    ['an id that is too long', ['new-case', 'a'.repeat(81), '--country', 'CHL', '--language', 'es'], 'more than 80 characters'],
    ['the name of a device', ['new-case', 'con', '--country', 'CHL', '--language', 'es'], 'Windows'],
    ['a lab with the name of a device', ['lab', 'add', 'nul', '--name', 'A', '--type', 'public'], 'Windows'],
    ['a path for an id', ['new-case', '../../x', '--country', 'CHL', '--language', 'es'], 'cannot be an id'],
    ['no country', ['new-case', 'x', '--language', 'es'], '--country'],
    ['a country that does not exist', ['new-case', 'x', '--country', 'XXX', '--language', 'es'], 'ISO 3166-1'],
    ['a language the registry does not have', ['new-case', 'x', '--country', 'CHL', '--language', 'fr'], 'es, pt, en'],
    ['a title that does not fit', ['new-case', 'x', '--country', 'CHL', '--language', 'es', '--title', 'x'.repeat(91)], '90'],
    ['no id', ['new-case'], 'one id'],
  ])('refuses %s', async (_what, args, why) => {
    const { code, stdout, stderr } = await run(await onDisk(await readFixtureRegistry()), args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.split('\n')[0]).toContain(why);
  });

  it('refuses the id of a case that was taken out: a line about it stays for ever', async () => {
    const gone = '- { id: chile-new-case, why: withdrawn, on: 2026-01-02 }\n';
    const folder = await onDisk(new Map([...(await readFixtureRegistry()), ['gone.yml', { text: gone }]]));
    const { code, stderr } = await run(folder, ask);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^The id "chile-new-case" was that of a case .*gone\.yml/)]);
  });
});

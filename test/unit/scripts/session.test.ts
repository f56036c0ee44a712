import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { writeFolder } from '#registry/federation/store/folder.ts';
import { readFixtureRegistry } from '../../fixtures/fixture-tree.ts';
import { madeRecord } from '../federation/harvesting.ts';
import { onDisk, run } from './scratch.ts';

const git = (folder: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...args], { cwd: folder, encoding: 'utf8' });
const commit = (folder: string, message: string) => {
  git(folder, 'add', '-A');
  git(folder, 'commit', '-q', '-m', message);
};
const session = 'content/sessions/lunch-2027/index.md';
const lunch = 'content/cases/ury/worked-with-citations/index.md';

/** The miniature registry in a repository of its own. */
async function repository(): Promise<string> {
  const folder = await onDisk(await readFixtureRegistry());
  git(folder, 'init', '-q');
  commit(folder, 'The lunch');
  return folder;
}

describe('session', () => {
  it('new starts one with the cases that a query finds, and refuses one that finds none', async () => {
    const other = await onDisk(await readFixtureRegistry());
    const made = await run(other, [
      'session',
      'new',
      'counters-2028',
      '--query',
      'challenge=administrative-burden',
      '--language',
      'pt',
    ]);
    expect(made).toMatchObject({ code: 0, stdout: 'content/sessions/counters-2028/index.md\n' });
    const text = await readFile(join(other, 'content/sessions/counters-2028/index.md'), 'utf8');
    expect(text).toMatch(/query: challenge=administrative-burden\n/);
    expect(text).toMatch(/- case: failed-and-says-why/);
    expect(text).toMatch(/^status: proposed$/m);
    const none = await run(other, ['session', 'new', 'none', '--query', 'country=PRY', '--language', 'pt']);
    expect(none.code).toBe(2);
  });

  it('select says what was taken and how many successes there are', async () => {
    const folder = await repository();
    const { code, stdout } = await run(folder, ['session', 'select', 'lunch-2027']);
    expect(code).toBe(0);
    expect(stdout).toContain('The query finds 1 cases.');
    expect(stdout).toContain('failed-and-says-why  did-not-work');
    expect(stdout).toContain('Successes: 1, at most 2 may be.');
  });

  it('compiles and freezes with the copies of partners’ cases that are held, and with none that are not', async () => {
    const folder = await repository();
    const text = await readFile(join(folder, session), 'utf8');
    const taken = '    - case: snapshot-of-two-countries\n';
    await writeFile(join(folder, session), text.replace(taken, `${taken}  partners:\n    - case: sur:lunch-there\n`));
    const there = 'https://sur.example';
    await writeFile(
      join(folder, 'content/peers.yml'),
      `- { id: sur, name: Registro del Sur, registry: '${there}', trust: partner }\n`,
    );
    commit(folder, 'A case of a partner');
    const compile = () => run(folder, ['session', 'compile', 'lunch-2027', '--out', 'packs', '--format', 'md', '--locale', 'es']);
    const refused = await compile();
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain('sur:lunch-there');
    const digest = 'ab'.repeat(32);
    const held = { state: 'current', good: digest, since: '2026-11-20', missed: 0, licensed: 'whole', copiedOn: '2026-11-20' };
    await writeFolder(
      join(folder, '.data/imported'),
      new Map([
        ['sur/peer.json', JSON.stringify({ facts: { state: 'fresh', addedAt: 0, failures: 0 }, log: [], pages: {} })],
        ['sur/records/lunch-there.json', JSON.stringify({ ...held, findings: [], text: madeRecord('lunch-there', there) })],
      ]),
    );
    expect((await compile()).code).toBe(0);
    expect(await readFile(join(folder, 'packs/lunch-2027-es.md'), 'utf8')).toContain(`${there}/es/cases/lunch-there/`);
    expect((await run(folder, ['session', 'freeze', 'lunch-2027'])).code).toBe(0);
    const edition = await readFile(join(folder, 'content/sessions/lunch-2027/editions/1.yml'), 'utf8');
    expect(parse(edition)).toMatchObject({ copies: [{ case: 'sur:lunch-there', registry: there, sha256: digest }] });
  });

  it('freeze wants what is committed, and then writes the same digests however often it is asked', async () => {
    const folder = await repository();
    const before = await readFile(join(folder, session), 'utf8');
    await writeFile(join(folder, session), before.replace('Almuerzo 2027', 'Almuerzos 2027'));
    expect(await run(folder, ['session', 'freeze', 'lunch-2027'])).toMatchObject({ code: 3 });
    await writeFile(join(folder, session), before);
    const editions = ['1', '2'];
    for (const number of editions) {
      const { code, stdout } = await run(folder, ['session', 'freeze', 'lunch-2027']);
      expect({ code, stdout }).toEqual({ code: 0, stdout: `content/sessions/lunch-2027/editions/${number}.yml\n` });
      commit(folder, `Edition ${number}`);
    }
    const [first, second] = editions.map(
      (number) =>
        parse(readFileSync(join(folder, `content/sessions/lunch-2027/editions/${number}.yml`), 'utf8')) as Record<
          string,
          unknown
        >,
    );
    expect(first).toMatchObject({ statements: expect.any(Number) as number });
    expect(Object.keys(first!['packs'] as object)).toEqual(['es', 'pt', 'en']);
    expect(second!['statements']).toBe(first!['statements']);
    expect((await run(folder, ['check'])).code).toBe(0);
  });

  it('check says of one that has just begun what is missing, and of one that is not there that it is not', async () => {
    const folder = await repository();
    await run(folder, ['session', 'new', 'lunch-2028', '--query', 'challenge=administrative-burden', '--language', 'es']);
    const { code, stdout } = await run(folder, ['session', 'check', 'lunch-2028']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^sessions\/lunch-2028\/index.md:\d+ error field-missing\n {2}“title” is missing/m);
    expect(await run(folder, ['session', 'check', 'lunch-2029'])).toMatchObject({
      code: 3,
      stderr: 'There is no session lunch-2029.\n',
    });
    expect((await run(folder, ['session', 'select', 'lunch-2028'])).stderr).toContain('"session check lunch-2028" says');
  });

  it('freeze makes nothing of content with an error: what cannot be read would be missing for ever', async () => {
    const folder = await repository();
    await run(folder, ['new-record', 'commitment', 'sin-terminar', '--language', 'es']);
    commit(folder, 'A commitment that says nothing yet');
    const { code, stderr } = await run(folder, ['session', 'freeze', 'lunch-2027']);
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: 'commitments/sin-terminar/index.md has an error, and an edition stays as it was made. "check" says what to mend.\n',
    });
  });

  it('compile gives the edition as it was, though its records have changed; changes says what', async () => {
    const folder = await repository();
    await run(folder, ['session', 'freeze', 'lunch-2027']);
    const ask = [
      'session',
      'compile',
      'lunch-2027',
      '--edition',
      '1',
      '--locale',
      'es',
      '--format',
      'md',
      '--site',
      'https://a.example',
    ];
    const out = async (name: string) => {
      expect((await run(folder, [...ask, '--out', name])).code).toBe(0);
      return await readFile(join(folder, name, 'lunch-2027-1-es.md'), 'utf8');
    };
    const before = await out('before');
    expect(before).toContain('Un menú único abarató la compra.');
    expect(await run(folder, ['session', 'changes', 'lunch-2027', '--since', '1'])).toMatchObject({
      stdout: 'Nothing has changed since edition 1.\n',
    });
    const record = await readFile(join(folder, lunch), 'utf8');
    await writeFile(join(folder, lunch), record.replace('outcome: worked', 'outcome: mixed').replace('abarató', 'encareció'));
    expect(await out('after')).toBe(before);
    const { stdout } = await run(folder, ['session', 'changes', 'lunch-2027']);
    expect(stdout).toMatch(/^headline\n {2}outcome {2}worked-with-citations {2}worked → mixed\n/);
    expect(stdout).toContain('quoted-reworded  worked-with-citations#lesson-one-menu');
    await writeFile(join(folder, lunch), record);
  });

  it('compile --strict refuses what nobody has translated', async () => {
    const folder = await repository();
    const { code, stderr } = await run(folder, ['session', 'compile', 'lunch-2027', '--strict', '--locale', 'en', '--out', 'x']);
    expect(code).toBe(3);
    expect(stderr).toContain('lunch-2027 (en)');
  });
});

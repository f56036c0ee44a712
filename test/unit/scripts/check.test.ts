import { execFileSync } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFixtureRegistry, readFixtureWithFinding } from '../../fixtures/fixture-tree.ts';
import { onDisk, run } from './scratch.ts';

const short = 'content/cases/int/snapshot-of-two-countries/index.md';

describe('check', () => {
  it('says that all is in order, in the language of the environment', async () => {
    const folder = await onDisk(await readFixtureRegistry());
    expect(await run(folder, ['check'])).toEqual({ code: 0, stdout: 'All in order.\n', stderr: '' });
    expect((await run(folder, ['check'], { LANG: 'pt_BR.UTF-8' })).stdout).toBe('Tudo em ordem.\n');
    expect((await run(folder, ['check'], { LANG: 'C' })).stdout).toBe('Todo en orden.\n');
    expect((await run(folder, ['check', '--lang', 'en'], { LANG: 'pt_BR' })).stdout).toBe('All in order.\n');
  });

  it('names file, line and column, what is wrong and what to do', async () => {
    const folder = await onDisk(await readFixtureWithFinding('concept-unknown'));
    const { code, stdout } = await run(folder, ['check']);
    expect(code).toBe(1);
    expect(stdout).toBe(
      [
        `${short}:13:15 error concept-unknown`,
        '  “procurment” is not in the vocabulary “instruments”.',
        '  → Did you mean “procurement”? The concepts are listed in vocabularies/instruments.yml. If one is really missing, propose it there with its name in each language.',
        '',
        '1 error, 0 warnings in 1 file',
        '',
      ].join('\n'),
    );
  });

  it('row 12: a name or a value of a hostile pull request is no line of its own, which a terminal or a workflow would obey', async () => {
    const files = new Map(await readFixtureWithFinding('concept-unknown'));
    const { text } = files.get(short.replace('content/', '')) as { text: string };
    files.set(short.replace('content/', ''), {
      text: text.replace('procurment', '"procurment\\n::warning::value ##[error]value"'),
    });
    files.set('cases/x\n::stop-commands::name\u001b[2J/a.md', { text: 'x' });
    const { stdout } = await run(await onDisk(files), ['check', '--github']);
    const commands = stdout.split('\n').filter((line) => line.trim().startsWith('::'));
    expect(commands.length).toBeGreaterThan(1);
    expect(commands.filter((line) => !/^::(?:error|warning|notice) file=content\//.test(line))).toEqual([]);
    const report = stdout.slice(stdout.lastIndexOf('\n::') + 1).replace(/^.*\n/, '');
    expect(report).toContain('::warning::value');
    expect(report).not.toMatch(/##\[|\u001b/);
  });

  it('asks reviewers, and lets what only they can answer pass, however strict', async () => {
    const folder = await onDisk(await readFixtureWithFinding('not-measured-claimed'));
    const { code, stdout } = await run(folder, ['check', '--strict']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/question not-measured-claimed\n  The result “meals-served” says that nobody measured it\.\n/);
    expect(stdout).toContain('0 errors, 0 warnings, 1 question for reviewers in 1 file');
    expect(JSON.parse((await run(folder, ['check', '--json'])).stdout)).toMatchObject({ errors: 0, warnings: 0, questions: 1 });
    expect((await run(folder, ['check', '--github'])).stdout).toMatch(/^::notice file=/);
  });

  it('ends with 0 for warnings, and with 1 when told to be strict', async () => {
    const folder = await onDisk(await readFixtureWithFinding('review-overdue'));
    expect((await run(folder, ['check'])).code).toBe(0);
    expect((await run(folder, ['check', '--strict'])).code).toBe(1);
  });

  it('says only what a change may have broken, when it is told since when', async () => {
    const folder = await onDisk(await readFixtureWithFinding('concept-unknown'));
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-C', folder, ...args]);
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'all');
    const since = (commit: string) => run(folder, ['check', '--lang', 'en', '--changed-since', commit]);
    expect(await since('HEAD')).toEqual({ code: 0, stdout: 'All in order.\n', stderr: '' });
    const file = join(folder, short);
    await writeFile(file, `${await readFile(file, 'utf8')}\nMore.\n`);
    git('commit', '-qam', 'more');
    expect((await since('HEAD')).stdout).toBe('All in order.\n');
    expect((await since('HEAD~1')).stdout).toContain('concept-unknown');
    expect(await since('nowhere')).toMatchObject({ code: 2, stderr: expect.stringContaining('git knows no nowhere') as string });
  });

  it('asks git for cases that were deleted, and wants to be told what became of them', async () => {
    const folder = await onDisk(await readFixtureRegistry());
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-C', folder, ...args]);
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'all');
    // Whoever deletes a case hears of it before the commit, and after it.
    await rm(join(folder, 'content/cases/int'), { recursive: true });
    for (const step of [() => undefined, () => git('add', '--all'), () => git('commit', '-qm', 'less')]) {
      step();
      const { code, stdout } = await run(folder, ['check']);
      expect(code).toBe(1);
      expect(stdout).toContain(
        'content/gone.yml:1:1 error case-untold\n  The case “snapshot-of-two-countries” is no longer here',
      );
    }
    await writeFile(join(folder, 'content/gone.yml'), "- { id: snapshot-of-two-countries, why: withdrawn, on: '2026-05-02' }\n");
    expect((await run(folder, ['check'])).stdout).not.toContain('case-untold');
  });

  it('shows only what is below the paths it is given, from the working folder or from the content folder', async () => {
    const folder = await onDisk(await readFixtureWithFinding('concept-unknown'));
    for (const path of [short, 'content/cases/int', 'cases/int', `${folder}/content`])
      expect((await run(folder, ['check', path])).code).toBe(1);
    expect((await run(folder, ['check', 'content/cases/ury'])).code).toBe(0);
    expect((await run(folder, ['check', 'content/cases/nowhere'])).code).toBe(2);
  });

  it('advises on what would make cases more complete, by id or by path, and finds nothing wrong with them', async () => {
    const folder = await onDisk(await readFixtureWithFinding('cost-or-absence-missing'));
    const one = await run(folder, ['check', '--advice', 'snapshot-of-two-countries']);
    expect(one.code).toBe(0);
    expect(one.stdout).toMatch(/^snapshot-of-two-countries: \d+ of 100\n {2}→ /);
    expect(one.stdout).toContain('  → There is no cost: adds 8. Saying that the sources do not give it adds 4.\n');
    expect(one.stdout).not.toMatch(/worked-with-citations|cost-or-absence-missing/);
    const all = JSON.parse((await run(folder, ['check', '--advice', '--json'])).stdout) as {
      cases: { id: string; score: number }[];
    };
    expect(all.cases.map(({ id }) => id)).toEqual(['failed-and-says-why', 'snapshot-of-two-countries', 'worked-with-citations']);
    expect((await run(folder, ['check', '--advice', 'content/cases/bra', '--lang', 'es'])).stdout).toContain('de 100');
    expect((await run(folder, ['check', 'no-such-case'])).code).toBe(2);
  });

  it('gives programs one stable object', async () => {
    const folder = await onDisk(await readFixtureWithFinding('lab-unknown'));
    const { stdout } = await run(folder, ['check', '--json'], { GITHUB_ACTIONS: 'true' });
    expect(JSON.parse(stdout)).toEqual({
      findings: [
        {
          code: 'lab-unknown',
          severity: 'error',
          file: short,
          line: 19,
          column: 10,
          message: 'There is no lab “test-lap”.',
          hint: expect.stringContaining('Did you mean “test-lab”?') as unknown,
          params: { given: 'test-lap', suggestion: 'test-lab' },
        },
      ],
      errors: 1,
      warnings: 0,
      questions: 0,
    });
  });

  it('annotates pull requests on GitHub, and cannot be made to say other commands', async () => {
    const tree = new Map(await readFixtureRegistry());
    const original = tree.get('cases/int/snapshot-of-two-countries/index.md') as { text: string };
    tree.set('cases/int/snapshot-of-two-countries/index.md', {
      text: original.text.replace('[procurement]', '["a%0A::set-env,x:1"]'),
    });
    tree.set('cases/a,b:c', { text: 'x' });
    const { stdout } = await run(await onDisk(tree), ['check'], { GITHUB_ACTIONS: 'true' });
    const commands = stdout.split('\n').filter((line) => line.startsWith('::'));
    expect(commands[0]).toMatch(
      /^::error file=content\/cases\/a%2Cb%3Ac,line=1,col=1,title=file-unexpected::No file with this name belongs here\.%0A/,
    );
    expect(commands[1]).toContain(`file=${short},line=13,`);
    expect(commands[1]).toContain('%250A');
    expect(commands).toHaveLength(2);
  });

  it('mends what is mechanical and keeps the rest of the file as it was', async () => {
    const folder = await onDisk(await readFixtureWithFinding('key-order'));
    expect(await run(folder, ['check', '--fix'])).toEqual({
      code: 0,
      stdout: 'All in order.\n',
      stderr: 'Mended: cases/int/snapshot-of-two-countries/index.md (key-order)\n',
    });
    const honest = (await readFixtureRegistry()).get('cases/int/snapshot-of-two-countries/index.md') as { text: string };
    expect(await readFile(join(folder, short), 'utf8')).toBe(honest.text);
  });

  it('says what it could not mend', async () => {
    const tree = new Map(await readFixtureWithFinding('key-order'));
    const file = 'cases/int/snapshot-of-two-countries/index.md';
    tree.set(file, {
      text: (tree.get(file) as { text: string }).text.replace(
        'places:\n  - country: GTM',
        'places:\n  - { name: Petén, country: GTM }',
      ),
    });
    const { code, stderr } = await run(await onDisk(tree), ['check', '--fix', '--strict']);
    expect(code).toBe(1);
    expect(stderr).toBe(`${file}: key-order was not mended, because the data stand on one line in braces. Do it by hand.\n`);
  });

  it('still reports when the words of the registry are broken themselves', async () => {
    const tree = new Map(await readFixtureWithFinding('concept-unknown'));
    for (const locale of ['es', 'pt', 'en']) tree.set(`locales/${locale}.json`, { text: '{' });
    const { code, stdout } = await run(await onDisk(tree), ['check']);
    expect(code).toBe(1);
    expect(stdout).toContain('error concept-unknown\n  “procurment” is not in the vocabulary');
  });
});

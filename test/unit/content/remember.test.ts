import { spawnSync } from 'node:child_process';
import { describe, expect, onTestFinished, test } from 'vitest';
import * as z from 'zod';
import { checkRegistry } from '#registry/check.ts';
import { mapInTurns } from '#registry/content/in-turns.ts';
import { readYamlFile } from '#registry/content/read-file.ts';
import { watchRemembered } from '#registry/content/remember.ts';
import { digestOfTree } from '#registry/content/tree-digest.ts';
import { keepFiles, makeTree, type TreeFile } from '#registry/content/tree.ts';
import { readRegistry } from '#registry/read.ts';
import { FIXTURE_DAY, readFixtureRegistry } from '../../fixtures/fixture-tree.ts';

describe('a file', () => {
  const schema = z.object({ a: z.number() });
  const other = z.object({ a: z.string() });

  test('is parsed once for all who read it, by each schema and under each name', () => {
    const file: TreeFile = { text: 'a: 1\n' };
    const first = readYamlFile('x.yml', file, schema);
    expect(readYamlFile('x.yml', file, schema)).toBe(first);
    expect(readYamlFile('y.yml', file, schema)).not.toBe(first);
    expect(readYamlFile('x.yml', file, other).findings).toHaveLength(1);
    expect(readYamlFile('x.yml', { text: 'a: 1\n' }, schema)).not.toBe(first);
  });

  test('gives what nobody can change for others', () => {
    const { value } = readYamlFile('x.yml', { text: 'a: 1\n' }, schema);
    expect(() => {
      value!.data.a = 2;
    }).toThrow(TypeError);
    expect(() => readYamlFile('x.yml', { text: 'b: 1\n' }, schema).findings.pop()).toThrow(TypeError);
  });

  test('of a registry is the same value each time that the registry is read', async () => {
    const tree = await readFixtureRegistry();
    const [one, other] = [readRegistry(tree).registry, readRegistry(tree).registry];
    expect(one.locales.get('es')!.strings).toBe(other.locales.get('es')!.strings);
    const record = 'worked-with-citations';
    expect(one.cases.get(record)!.facts).toBe(other.cases.get(record)!.facts);
    expect(checkRegistry(tree, { today: FIXTURE_DAY })).toEqual([]);
  });
});

test('a record is the same one as long as none of its files changes, and another as soon as one does', async () => {
  const tree = await readFixtureRegistry();
  const of = (files: typeof tree) => readRegistry(files).registry.cases.get('worked-with-citations')!;
  const before = of(tree);
  expect(of(new Map(tree))).toBe(before);
  const [original, translation] = ['index', 'en'].map((name) => `cases/ury/worked-with-citations/${name}.md`) as [string, string];
  const without = new Map([...tree].filter(([file]) => file !== translation));
  expect(of(without).translations.has('en')).toBe(false);
  expect(of(tree).translations.has('en')).toBe(true);
  const { text } = tree.get(original) as { text: string };
  const changed = new Map(tree).set(original, { text: text.replace('Almuerzo escolar:', 'Otro título:') });
  expect(of(changed).facts.title).toMatch(/^Otro/);
  expect(of(changed).translations.get('en')!.stale).toBe(true);
  expect(of(tree).translations.get('en')!.stale).toBe(before.translations.get('en')!.stale);
});

describe('a tree that is read again', () => {
  const before = makeTree({ a: '1', b: '2', c: '3' });

  test('is the one before when nothing changed', () => {
    expect(keepFiles(makeTree({ a: '1', b: '2', c: '3' }), before)).toBe(before);
  });

  test('has the files that did not change from the one before, and no others', () => {
    const now = keepFiles(makeTree({ a: '1', b: 'two', d: '4' }), before);
    expect([...now.keys()]).toEqual(['a', 'b', 'd']);
    expect(now.get('a')).toBe(before.get('a'));
    expect(now.get('b')).toEqual({ text: 'two' });
  });

  test('is another when a file is gone, or is refused now', () => {
    expect(keepFiles(makeTree({ a: '1', b: '2' }), before)).not.toBe(before);
    const refused = new Map<string, TreeFile>([...before, ['c', { refused: 'too-large', size: 9 }]]);
    expect(keepFiles(refused, before).get('c')).toEqual({ refused: 'too-large', size: 9 });
    expect(keepFiles(new Map(refused), refused)).toBe(refused);
  });

  test('has a digest of its paths and texts', () => {
    expect(digestOfTree(makeTree({ a: '1', b: '2', c: '3' }))).toBe(digestOfTree(before));
    for (const files of [{ a: '1', b: '2' }, { a: '1', b: '2', c: '' }, { a: '1', b: '23', c: '' }, { b: '1', a: '2', c: '3' }])
      expect(digestOfTree(makeTree(files as Record<string, string>))).not.toBe(digestOfTree(before));
  });
});

describe('work on many files', () => {
  test('goes on a few at a time, and its results keep the order', async () => {
    let [now, most] = [0, 0];
    const results = await mapInTurns([5, 1, 4, 2, 3, 0], 2, async (turns) => {
      most = Math.max(most, ++now);
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      now--;
      return turns * 10;
    });
    expect(results).toEqual([50, 10, 40, 20, 30, 0]);
    expect(most).toBe(2);
  });

  test('fails when one fails: those that are running end, and no other begins', async () => {
    const [begun, ended]: [number[], number[]] = [[], []];
    const work = async (item: number) => {
      begun.push(item);
      if (item === 2) throw new Error('two');
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
      ended.push(item);
    };
    await expect(mapInTurns([1, 2, 3], 2, work)).rejects.toThrow('two');
    expect([begun, ended]).toEqual([[1, 2], [1]]);
    expect(await mapInTurns([], 3, work)).toEqual([]);
  });

  test('reads a folder of more files than a process may open at once', () => {
    // Counts open files: the operating system's real limit differs.
    const script = `
      import { readTree } from '#registry/content/disk.ts';
      import { mkdtemp, writeFile, rm } from 'node:fs/promises';
      const dir = await mkdtemp('/tmp/many-');
      for (let n = 0; n < 400; n++) await writeFile(dir + '/' + n + '.md', 'x');
      console.log((await readTree(dir)).size);
      await rm(dir, { recursive: true });`;
    const run = spawnSync('sh', ['-c', `ulimit -n 120 && "${process.execPath}" --input-type=module -e '${script.replaceAll("'", `'\\''`)}'`], { encoding: 'utf8' });
    expect(run.stdout.trim(), run.stderr).toBe('400');
  });
});

test('one look at a registry finds the same, and nothing of its records is remembered', async () => {
  const tree = await readFixtureRegistry();
  const broken = 'cases/ury/worked-with-citations/pt.md';
  const changed = new Map([...tree].map(([file, content]) => [file, { ...content }] as const));
  changed.set(broken, { text: `${(tree.get(broken) as { text: string }).text}\n&nbsp\n` });
  const remembered: unknown[] = [];
  onTestFinished(watchRemembered((value) => remembered.push(value)));
  const ofRecords = () =>
    remembered.filter((made) => {
      const { record, value } = Object(made) as { record?: unknown; value?: { markdown?: unknown } };
      return record !== undefined || value?.markdown !== undefined;
    });
  const found = checkRegistry(changed, { today: FIXTURE_DAY, forgets: true });
  expect(ofRecords()).toEqual([]);
  expect(checkRegistry(changed, { today: FIXTURE_DAY })).toEqual(found);
  expect(found).not.toEqual([]);
  expect(ofRecords()).not.toEqual([]);
});

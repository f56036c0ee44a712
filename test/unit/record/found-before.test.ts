import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CheckOptions, checkRegistry, inspectRegistry } from '#registry/check.ts';
import { digestOfText, tellDigest } from '#registry/content/tree-digest.ts';
import { makeTree, type Tree } from '#registry/content/tree.ts';
import { readPath } from '#registry/record/path.ts';
import type { Finding } from '#registry/finding/finding.ts';
import { kinds } from '#registry/kinds.ts';
import type { Found, FoundBefore } from '#registry/record/found-before.ts';
import type { RecordTranslation } from '#registry/record/record.ts';
import type { PackedRecord } from '#registry/record/packed-record.ts';
import { openFindingsFile, openRecordsFile } from '#registry/record/findings-file.ts';
import { runs } from '../../property-runs.ts';
import { content as ourContent } from '../../real-content.ts';

const today = '2026-11-29';

/** The content with a few of its records: what they name is missing then, so that there is much to find. */
const texts = Object.fromEntries(
  [...ourContent].flatMap(([path, file]) => {
    const record = readPath(path, kinds);
    const isTaken = record === undefined || /^cases\/ury\/|^labs\/[a-b]|^methods\/[a-b]/.test(path);
    return 'text' in file && isTaken ? [[path, file.text]] : [];
  }),
);
const records = Object.keys(texts).filter((path) => readPath(path, kinds));

const remembering = (): FoundBefore & { looked: string[] } => {
  const found = new Map<string, Found>();
  const looked: string[] = [];
  return {
    looked,
    get: (key) => found.get(key),
    set: (key, value) => {
      looked.push(key);
      found.set(key, value);
    },
  };
};

/** Which id is offered instead of a wrong one depends on all ids that there are. */
const withoutAdvice = ({ params: { suggestion: _, ...params }, ...found }: Finding) => JSON.stringify({ ...found, params });

describe('what was found before', () => {
  test('is not looked for again, and is the same', () => {
    const before = remembering();
    const tree = makeTree(texts);
    const first = checkRegistry(tree, { today, before });
    expect(first).toEqual(checkRegistry(tree, { today }));
    expect(first.length).toBeGreaterThan(10);
    const { length } = before.looked;
    expect(length).toBeGreaterThan(10);
    expect(checkRegistry(makeTree(texts), { today, before })).toEqual(first);
    expect(before.looked.length).toBe(length);
    const [path] = records.filter((each) => each.startsWith('cases/ury/') && each.endsWith('/index.md'));
    const changed = { ...texts, [path!]: texts[path!]!.replace('language: es', 'language: es\nnone: x') };
    checkRegistry(makeTree({ ...texts, [path!]: `${texts[path!]!}\nMás.\n` }), { today, before });
    expect(before.looked.length).toBe(length + 1);
    expect(checkRegistry(makeTree(changed), { today, before })).toEqual(checkRegistry(makeTree(changed), { today }));
  });

  test('is what a check without memory finds, whatever was changed in between: records, their names, vocabularies, sources, the day; and what changed alone is looked at finds all that is new', () => {
    const before = remembering();
    const path = fc.constantFrom(...records);
    const change = fc.oneof(
      fc.record({ to: fc.constant('remove' as const), path }),
      fc.record({
        to: fc.constant('copy' as const),
        path,
        name: fc.constantFrom('uruguay-plan-ceibal', 'a-new-one', 'latu', 'brief'),
      }),
      fc.record({
        to: fc.constant('edit' as const),
        path,
        word: fc.constantFrom('una ', 'de ', 'the ', 'title: ', '2007', 'id: '),
      }),
      fc.record({
        to: fc.constant('shared' as const),
        path: fc.constantFrom('vocabularies/challenges.yml', 'sources.yml', 'style/style.yml', 'redirects.yml'),
      }),
      fc.record({ to: fc.constant('day' as const) }),
    );
    const old = new Set(checkRegistry(makeTree(texts), { today }).map(withoutAdvice));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        let now = { ...texts };
        let day = today;
        for (const each of changes) {
          if (each.to === 'day') day = '2040-01-01';
          else if (each.to === 'remove') now = Object.fromEntries(Object.entries(now).filter(([path]) => path !== each.path));
          else if (each.to === 'copy') now[each.path.replace(/[^/]+\/([^/]+)$/, `${each.name}/$1`)] = texts[each.path]!;
          else if (each.to === 'shared') now[each.path] = texts[each.path]!.replace(/^( *- id: [a-z-]+)$/m, '$1-x');
          else if (now[each.path] !== undefined) now[each.path] = now[each.path]!.replace(each.word, `${each.word}X`);
        }
        const tree: Tree = makeTree(now);
        const all = checkRegistry(makeTree(now), { today: day });
        expect(checkRegistry(tree, { today: day, before })).toEqual(all);
        expect(checkRegistry(tree, { today: day, before, forgets: true })).toEqual(all);
        if (day !== today) return;
        const changed = [...new Set([...Object.keys(now), ...records])].filter((file) => now[file] !== texts[file]);
        const shown = checkRegistry(tree, { today, forgets: true, changed });
        expect(all).toEqual(expect.arrayContaining(shown));
        expect(shown.map(withoutAdvice)).toEqual(expect.arrayContaining(all.map(withoutAdvice).filter((each) => !old.has(each))));
      }),
      { numRuns: runs(3) },
    );
  });
});

/** The texts, and how often each was read. */
function countReads(): { tree: Tree; times: () => number[] } {
  const reads = new Map<string, number>();
  const tree: Tree = new Map(
    Object.entries(texts).map(([path, text]) => {
      const file = {
        get text() {
          reads.set(path, (reads.get(path) ?? 0) + 1);
          return text;
        },
      };
      tellDigest(file, digestOfText(text));
      return [path, file];
    }),
  );
  return { tree, times: () => records.map((path) => reads.get(path) ?? 0) };
}

test('a text of a record is read once, and not at all when the record has not changed', () => {
  const { tree, times } = countReads();
  const before = remembering();
  const all = checkRegistry(tree, { today, before, forgets: true });
  expect(times()).toEqual(records.map(() => 1));
  expect(checkRegistry(tree, { today, before, forgets: true })).toEqual(all);
  expect(times()).toEqual(records.map(() => 1));
});

test('records that were kept are what their files say, places in them too, until these change', () => {
  const kept = new Map<string, PackedRecord>();
  const read = (edited = texts, memory?: CheckOptions['records'], forgets = false) =>
    Object.fromEntries(
      [...inspectRegistry(makeTree(edited), { today, records: memory, forgets }).registry.records.values()].flatMap((all) =>
        [...all.values()].map(({ facts, body, digest, source, translations, file }) => [
          file,
          [facts, body, digest, source.yaml.locate(['language']), [...translations.values()].map(told)],
        ]),
      ),
    );
  const told = ({ source, ...translation }: RecordTranslation) => [translation, source.bodyLine];
  const all = read();
  expect(read(texts, kept)).toEqual(all);
  expect(kept.size).toBe(Object.keys(all).length);
  const stored = new Map(JSON.parse(JSON.stringify([...kept])) as [string, PackedRecord][]);
  expect(read(texts, stored)).toEqual(all);
  expect(read(texts, stored, true)).toEqual(all);
  expect(read(texts, undefined, true)).toEqual(all);
  for (const record of stored.values()) record.body = 'Kept.';
  const path = records.find((each) => each.startsWith('cases/ury/') && each.endsWith('/index.md'))!;
  const edited = { ...texts, [path]: `${texts[path]!}\nMás.\n` };
  expect(read(edited, stored)).toEqual({
    ...Object.fromEntries(Object.entries(all).map(([file, [facts, , ...more]]) => [file, [facts, 'Kept.', ...more]])),
    [path]: read(edited)[path],
  });
});

describe('the file of what was found', () => {
  let folder: string;
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'findings-'))));
  afterEach(() => rm(folder, { recursive: true }));

  const found: Found = { reading: [], findings: [], asked: [['case', 'x', true]], listed: [] };
  const fill = async (contentDir = 'content') => {
    const file = await openFindingsFile(contentDir, folder);
    file.set('key', found);
    await file.save();
    return join(folder, (await readdir(folder))[0]!);
  };
  const known = async (contentDir = 'content') => (await openFindingsFile(contentDir, folder)).get('key');

  test('is read by the next check of the same folder, and by no other', async () => {
    await fill();
    expect(await known()).toEqual(found);
    expect(await known('elsewhere')).toBeUndefined();
  });

  test('and of records spares who keeps them their texts: not read when words are asked for, and not at all the next time', async () => {
    const readAll = async ({ tree }: { tree: Tree }) => {
      const [before, kept] = [await openFindingsFile('content', folder), await openRecordsFile('content', folder)];
      const { registry } = inspectRegistry(tree, { today, before, records: kept, forgets: true });
      const told = [...registry.records.values()].flatMap((all) =>
        Array.from(all.values(), ({ facts, body, translations }) => [facts, body, translations.size]),
      );
      await Promise.all([before.save(), kept.save()]);
      return told;
    };
    const first = countReads();
    const told = await readAll(first);
    expect(told.length).toBeGreaterThan(10);
    expect(first.times()).toEqual(records.map(() => 1));
    const next = countReads();
    expect(await readAll(next)).toEqual(told);
    expect(next.times()).toEqual(records.map(() => 0));
  });

  test('has values longer than what is read at a time, in letters of several bytes', async () => {
    const long = { ...found, asked: Array.from({ length: 3 }, (_, at) => ['case', 'ñ🌱€'.repeat(200_000 + at), true] as const) };
    const file = await openFindingsFile('content', folder);
    file.set('long', long as unknown as Found);
    file.set('key', found);
    await file.save();
    const again = await openFindingsFile('content', folder);
    expect(again.get('long')).toEqual(long);
    expect(again.get('key')).toEqual(found);
  });

  test.each([
    ['cut off', (text: string) => text.slice(0, -3)],
    ['without its last line', (text: string) => `${text.split('\n').slice(0, -2).join('\n')}\n`],
    ['longer than it was', (text: string) => `${text}[]`],
    ['changed', (text: string) => text.replace('"x",true', '"x",false')],
    ['of another version of the code', (text: string) => text.replace(/^\w{8}/, '00000000')],
    ['empty', () => ''],
    ['something else', () => '[]'],
  ])('is as good as none when it is %s, and is written again', async (_what, spoil) => {
    const path = await fill();
    await writeFile(path, spoil(await readFile(path, 'utf8')));
    expect(await known()).toBeUndefined();
    await fill();
    expect(await known()).toEqual(found);
  });

  test('forgets what was not asked for, and keeps no more than the last folders', async () => {
    await fill();
    const next = await openFindingsFile('content', folder);
    next.set('other', found);
    await next.save();
    expect(await known()).toBeUndefined();
    for (let index = 0; index < 30; index++) await fill(`content-${index}`);
    expect((await readdir(folder)).length).toBe(24);
  });

  test('of several writers at a time is one of theirs, whole', async () => {
    await Promise.all(Array.from({ length: 20 }, () => fill()));
    expect(await known()).toEqual(found);
    expect(await readdir(folder)).toHaveLength(1);
  });

  test('cannot be written: the check goes on', async () => {
    const file = await openFindingsFile('content', join(folder, 'a\0b'));
    file.set('key', found);
    await file.save();
    expect(await readdir(folder)).toEqual([]);
  });
});

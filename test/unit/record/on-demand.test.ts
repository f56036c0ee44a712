import { describe, expect, test } from 'vitest';
import { isLaid } from '#registry/content/layers.ts';
import type { Tree } from '#registry/content/tree.ts';
import { kinds } from '#registry/kinds.ts';
import { leaveOut } from '#registry/publish.ts';
import { readRegistry } from '#registry/read.ts';
import { readOnDemand, UnreadableRecord } from '#registry/record/on-demand.ts';
import type { RegistryRecord } from '#registry/record/record.ts';
import { readFixtureRegistry } from '../../fixtures/fixture-tree.ts';

const worked = 'cases/ury/worked-with-citations';

/** A place for texts that counts how often it is asked. */
function openCounted() {
  const counts = { kept: 0, read: 0 };
  const keep = (text: string) => {
    counts.kept++;
    return () => {
      counts.read++;
      return text;
    };
  };
  return { counts, keep };
}

const told = ({ source, translations, ...record }: RegistryRecord) => ({
  ...record,
  place: source.yaml.locate(['language']),
  translations: [...translations.values()].map(({ source: own, ...translation }) => ({
    ...translation,
    place: own.yaml.locate(['state']),
  })),
});
const recordsIn = ({ records }: ReturnType<typeof readRegistry>['registry']) =>
  [...records.values()].flatMap((all) => [...all.values()]);
const fresh = (tree: Tree): Tree => new Map([...tree].map(([path, file]) => [path, isLaid(file) ? file : { ...file }]));

describe('records that are read when they are asked for', () => {
  test('are what they are when all are read, at first and again', async () => {
    const tree = fresh(await readFixtureRegistry());
    const { counts, keep } = openCounted();
    const { registry } = readRegistry(tree, kinds, () => readOnDemand(new Set(), keep));
    expect(counts).toEqual({ kept: 0, read: 0 });
    const whole = recordsIn(readRegistry(tree).registry).map(told);
    expect(recordsIn(registry).map(told)).toEqual(whole);
    expect(counts.kept).toBe(whole.length);
    // Others push them out of memory.
    const lab = tree.get('labs/test-lab/index.md') as { text: string };
    const many = new Map(Array.from({ length: 70 }, (_, number) => [`labs/lab-${number}/index.md`, { ...lab }]));
    const labs = readRegistry(new Map([...tree, ...many]), kinds, () => readOnDemand(new Set(), openCounted().keep)).registry;
    for (const record of recordsIn(labs)) expect(record.facts.language).toBeDefined();
    expect(recordsIn(registry).map(told)).toEqual(whole);
    expect(counts.read).toBe(whole.length);
  });

  test('are the same objects as long as their files are, and leave out what is broken', async () => {
    const tree = fresh(await readFixtureRegistry());
    const translation = [...tree.keys()].find((path) => path.startsWith(worked) && /\/(?:es|pt|en)\.md$/.test(path))!;
    const original = 'cases/int/snapshot-of-two-countries/index.md';
    const { keep } = openCounted();
    const read = (broken: ReadonlySet<string>) => readRegistry(tree, kinds, () => readOnDemand(broken, keep)).registry;
    const [all, again, some] = [read(new Set()), read(new Set()), read(new Set([translation, original]))];
    expect([...again.cases.values()].every((record) => all.cases.get(record.id) === record)).toBe(true);
    const left = leaveOut(readRegistry(tree).registry, new Set([translation, original]));
    expect(recordsIn(some).map(told)).toEqual(recordsIn(left).map(told));
    expect(some.cases.size).toBe(all.cases.size - 1);
  });

  test('say so when they cannot be read after all', async () => {
    const tree = new Map(await readFixtureRegistry());
    tree.set(`${worked}/index.md`, { text: 'no front matter' });
    const { registry } = readRegistry(tree, kinds, () => readOnDemand(new Set(), openCounted().keep));
    expect(() => registry.cases.get('worked-with-citations')!.facts).toThrow(UnreadableRecord);
  });
});

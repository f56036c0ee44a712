import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readTree } from '#registry/content/disk.ts';
import { readRegistry } from '#registry/read.ts';
import { generateRegistry } from '../../../scripts/bench/generated-registry.ts';
import { registry as ours } from '../../real-content.ts';

const root = await mkdtemp(join(tmpdir(), 'generated-'));
afterAll(() => rm(root, { recursive: true }));
const real = ours.cases;
const count = real.size + 5;

test('a generated registry has as many cases as asked for, each readable, with a title of its own and translations that fit', async () => {
  await generateRegistry(join(root, 'a'), count);
  const { registry, findings } = readRegistry(await readTree(join(root, 'a')));
  expect(registry.cases.size).toBe(count);
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  const copies = [...registry.cases.values()].slice(-5 - real.size).filter(({ id }) => !real.has(id));
  expect(copies).toHaveLength(5);
  for (const { facts, body, translations, id } of copies) {
    const original = real.get(id.replace(/-\d+$/, ''))!;
    expect(facts.title).not.toBe(original.facts.title);
    expect(body).not.toBe(original.body);
    expect([...translations.keys()]).toEqual([...original.translations.keys()]);
    expect([...translations.values()].filter(({ stale }) => stale)).toEqual([]);
  }
});

test('the same number gives the same registry', async () => {
  await generateRegistry(join(root, 'b'), count);
  expect(await readTree(join(root, 'b'))).toEqual(await readTree(join(root, 'a')));
});

import { describe, expect, test } from 'vitest';
import { brokenFiles, describePublished, leaveOut, publishRegistry, readPublished } from '#registry/publish.ts';
import { readRegistry } from '#registry/read.ts';
import type { TreeFile } from '#registry/content/tree.ts';
import { FIXTURE_DAY, readFixtureRegistry } from '../../fixtures/fixture-tree.ts';

const original = 'cases/ury/worked-with-citations/index.md';
const translation = 'cases/ury/worked-with-citations/en.md';

/** The published records after text is added at the end of one file. */
async function publishWith(file: string, addition: string) {
  const tree = new Map<string, TreeFile>(await readFixtureRegistry());
  tree.set(file, { text: (tree.get(file) as { text: string }).text + addition });
  return publishRegistry(tree, { today: FIXTURE_DAY });
}

describe('what is published', () => {
  test('is every record, as long as none has errors', async () => {
    const { registry, findings } = publishRegistry(await readFixtureRegistry(), { today: FIXTURE_DAY });
    expect(findings).toEqual([]);
    expect(registry.cases.size).toBe(3);
    expect(registry.cases.get('worked-with-citations')!.translations.has('en')).toBe(true);
  });

  test('leaves out a record whose body cannot be parsed, and nothing else', async () => {
    const { registry, findings } = await publishWith(original, `\n${'>'.repeat(5000)} deep\n`);
    expect(findings.map(({ code }) => code)).toContain('markdown-too-deep');
    expect([...registry.cases.keys()].sort()).toEqual(['failed-and-says-why', 'snapshot-of-two-countries']);
  });

  test('leaves out a translation with errors and keeps its original', async () => {
    const { registry } = await publishWith(translation, '\n<script>alert(1)</script>\n');
    expect(registry.cases.get('worked-with-citations')!.translations.has('en')).toBe(false);
  });

  test('leaves out a record that breaks no schema but a rule: a steward that no lab is', async () => {
    const tree = new Map<string, TreeFile>(await readFixtureRegistry());
    const { text } = tree.get(original) as { text: string };
    tree.set(original, { text: text.replace(/^steward: .*$/m, 'steward: nobody-knows-this-lab') });
    expect(readRegistry(tree).registry.cases.has('worked-with-citations')).toBe(true);
    const { registry, findings } = publishRegistry(tree, { today: FIXTURE_DAY });
    expect(brokenFiles(findings)).toEqual(new Set([original]));
    expect(registry.cases.has('worked-with-citations')).toBe(false);
  });

  test('is the same for whoever knows already which files are broken, down to the records themselves', async () => {
    const tree = await readFixtureRegistry();
    const { registry } = readRegistry(tree);
    expect(leaveOut(registry, new Set()).cases.get('worked-with-citations')).toBe(registry.cases.get('worked-with-citations'));
    const without = leaveOut(registry, new Set([translation])).cases.get('worked-with-citations')!;
    expect([...without.translations.keys()]).toEqual(['pt']);
    expect(leaveOut(registry, new Set([original])).cases.has('worked-with-citations')).toBe(false);
  });

  test('is told by a build to the server that serves it, as long as the content is the same', async () => {
    const tree = await readFixtureRegistry();
    const published = describePublished(tree, { leftOut: new Set([translation]), code: 'x' });
    expect(readPublished(published, tree)).toEqual({ leftOut: new Set([translation]), code: 'x' });
    const changed = new Map([...tree, ['cases/ury/new/index.md', { text: 'x' }]]);
    expect(readPublished(published, changed)).toBeUndefined();
    for (const text of ['', '{', 'null', '{"content":1}']) expect(readPublished(text, tree)).toBeUndefined();
  });
});

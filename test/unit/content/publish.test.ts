import { describe, expect, test } from 'vitest';
import { publishRegistry } from '#registry/check.ts';
import type { TreeFile } from '#registry/content/tree.ts';
import { FIXTURE_DAY, readFixtureRegistry } from '../../fixtures/fixture-tree.ts';

const original = 'cases/ury/worked-with-citations/index.md';
const translation = 'cases/ury/worked-with-citations/en.md';

/** What is published when text is added at the end of one file. */
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
});

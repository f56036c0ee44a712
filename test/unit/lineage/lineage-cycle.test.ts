import { beforeAll, describe, expect, it } from 'vitest';
import { checkRegistry } from '#registry/check.ts';
import type { Tree } from '#registry/content/tree.ts';
import { FIXTURE_DAY, readFixtureRegistry } from '../../fixtures/fixture-tree.ts';

let fixture: Tree;
let model: string;
beforeAll(async () => {
  fixture = await readFixtureRegistry();
  model = (fixture.get('cases/int/snapshot-of-two-countries/index.md') as { text: string }).text;
});

/** The cycles found among cases with these `links`: [from, relation, to]. */
function circles(links: [string, string, string][]): unknown[] {
  const tree = new Map(fixture);
  for (const id of new Set(links.flatMap(([from, , to]) => [from, to]))) {
    const own = links.filter(([from]) => from === id);
    const items = own.map(
      ([, relation, to], index) =>
        `  - { id: link-${index}, relation: ${relation}, case: ${to}, note: N, basis: stated, sources: [{ id: audit-2021, locator: page 1 }] }\n`,
    );
    const text = model
      .replace('title: Buying', `title: ${id}`)
      .replace('sources:\n', `${items.length > 0 ? `lineage:\n${items.join('')}` : ''}sources:\n`);
    tree.set(`cases/int/${id}/index.md`, { text });
  }
  const findings = checkRegistry(tree, { today: FIXTURE_DAY });
  expect(findings.every(({ code }) => code === 'lineage-cycle')).toBe(true);
  return findings.map(({ params }) => params['circle']);
}

describe('lineage', () => {
  it('may not run in a circle where nothing can descend from itself', () => {
    const found = circles([
      ['a', 'adapted-from', 'b'],
      ['b', 'adapted-from', 'c'],
      ['c', 'adapted-from', 'a'],
    ]);
    expect(found).toEqual(['a → b → c → a', 'b → c → a → b', 'c → a → b → c']);
  });

  it('may lead into a circle without being part of it', () => {
    const found = circles([
      ['a', 'adapted-from', 'b'],
      ['b', 'adapted-from', 'c'],
      ['c', 'adapted-from', 'b'],
    ]);
    expect(found).toHaveLength(2);
  });

  it('may meet again, and may run both ways where the relation allows it', () => {
    const meeting: [string, string, string][] = [
      ['a', 'adapted-from', 'b'],
      ['a', 'adapted-from', 'c'],
      ['b', 'adapted-from', 'd'],
      ['c', 'adapted-from', 'd'],
    ];
    expect(circles(meeting)).toEqual([]);
    expect(
      circles([
        ['a', 'parallel-to', 'b'],
        ['b', 'parallel-to', 'a'],
      ]),
    ).toEqual([]);
  });
});

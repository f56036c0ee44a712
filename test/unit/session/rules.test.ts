import { expect, test } from 'vitest';
import { checkRegistry } from '#registry/check.ts';
import type { Tree } from '#registry/content/tree.ts';
import { FIXTURE_DAY, readFixtureRegistry, withChange } from '../../fixtures/fixture-tree.ts';

const base = await readFixtureRegistry();
const file = 'sessions/lunch-2027/index.md';
const edit = (find: string, put: string, tree: Tree = base) => withChange(tree, file, find, put);
const findings = (tree: Tree) => checkRegistry(tree, { today: FIXTURE_DAY }).map(({ code }) => code);

test('a field of a grid has one mark', () => {
  const mark = `      - row: agree-menu
        column: worked-with-citations
        mark: met
        statements: [worked-with-citations#lesson-one-menu]
`;
  expect(findings(edit(mark, mark + mark.replace('met', 'not')))).toEqual(['grid-mark-misplaced']);
});

test('a case that the filters find is accounted for until the session has been held', () => {
  const silent = edit('query: challenge=public-sector-capacity&country=URY', 'query: country=BRA&country=URY');
  const other = (base.get('cases/ury/worked-with-citations/index.md') as { text: string }).text
    .replace(/^title:.*$/m, 'title: Otra cosa')
    .replace(/^name:.*$/m, 'name: Otra');
  const found = (status: string) => {
    const tree = new Map([
      ...edit('status: proposed', `status: ${status}`, silent),
      ['cases/ury/other/index.md', { text: other }],
    ]);
    return findings(tree).filter((code) => code === 'session-case-unaccounted');
  };
  expect(found('planned')).toHaveLength(1);
  for (const over of ['held', 'closed']) expect(found(over)).toEqual([]);
});

test('a session of successes alone says why, or is told', () => {
  const worked = (tree: Tree) =>
    [...tree].map(([path, content]) =>
      path.startsWith('cases/') && 'text' in content
        ? ([path, { text: content.text!.replaceAll(/outcome: [\w-]+/g, 'outcome: worked') }] as const)
        : ([path, content] as const),
    );
  const quota = (tree: Tree) => findings(new Map(worked(tree)) as Tree).filter((code) => code === 'session-only-successes');
  expect(quota(base)).toHaveLength(1);
  expect(quota(edit('selection:\n', 'selection:\n  allSuccess: De los otros no hay fichas.\n'))).toEqual([]);
});

import { describe, expect, test } from 'vitest';
import { findOwners } from '#registry/forge/code-owners.ts';

const owners = (file: string, ...paths: string[]) => findOwners(file, paths);
const RECORD = 'content/cases/ury/plan-ceibal/index.md';

describe('the owners of a path', () => {
  test('are those of the last line that matches, not of the most precise', () => {
    expect(owners('/content/cases/ury/ @ana\n* @rita', RECORD)).toEqual(['rita']);
    expect(owners('* @rita\n/content/cases/ury/ @ana @network/uruguay', RECORD)).toEqual(['ana', 'network/uruguay']);
  });

  test('of several paths are all of theirs, each once', () => {
    expect(owners('* @rita\n*.png @pablo\n/content/ @rita', RECORD, 'logo.png')).toEqual(['rita', 'pablo']);
  });

  test('are nobody where the last line names nobody', () => {
    expect(owners('* @rita\n/content/cases/ury/', RECORD)).toEqual([]);
    expect(owners('', RECORD)).toEqual([]);
  });

  test.each([
    ['*', true],
    ['*.md', true],
    ['*.yml', false],
    ['index.md', true],
    ['/index.md', false],
    ['content', true],
    ['/content', true],
    ['cases/', true],
    ['/cases/', false],
    ['ury/', true],
    ['content/cases/*', false],
    ['content/cases/*/plan-ceibal/', true],
    ['/content/**/index.md', true],
    ['**/plan-ceibal', true],
    ['/content/cases/ur?/', true],
    ['/content/cases/ury/**', true],
    ['/content/cases/u/', false],
    ['/content/cases/ur', false],
    ['/content/cases/ury/plan-ceibal/index.md', true],
    ['/content.cases/ury/', false],
    ['!/content/', false],
    ['/content/cases/[u]ry/', false],
  ])('by the pattern %s: %j', (pattern, expected) => {
    expect(owners(`${pattern} @ana`, RECORD)).toEqual(expected ? ['ana'] : []);
  });

  test('leave out comments and addresses', () => {
    expect(owners('# * @no\n* @ana ana@lab.example # @neither', RECORD)).toEqual(['ana']);
  });

  test('of a path with a space', () => expect(owners('/my\\ folder/ @ana', 'my folder/x.md')).toEqual(['ana']));
});

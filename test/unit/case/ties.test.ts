import { expect, test } from 'vitest';
import { checkRegistry } from '#registry/check.ts';
import { FIXTURE_DAY, readFixtureRegistry } from '../../fixtures/fixture-tree.ts';

const tree = await readFixtureRegistry();
const findingsOf = (file: string, text: string) =>
  checkRegistry(new Map([...tree, [file, { text }]]), { today: FIXTURE_DAY }).flatMap((found) =>
    found.file === file ? [`${found.line} ${found.code} ${String(found.params?.['given'])}`] : [],
  );

test('what is decided of look-alikes names cases of ours that there are; cases of other registries are theirs', () => {
  const there = "{ registry: 'https://there.example', id: anything }";
  const good = `- { cases: [worked-with-citations, ${there}], are: same, on: '2026-11-20' }\n`;
  const wrong = `- { cases: [${there}, worked-with-citation], are: different, on: '2026-11-20' }\n`;
  expect(findingsOf('same.yml', good + wrong)).toEqual(['2 case-unknown worked-with-citation']);
});

test('a link that we confirm leads to a case of ours by a relation that there is', () => {
  const line = (to: string, relation: string) =>
    `- { from: { registry: 'https://there.example', id: x }, relation: ${relation}, to: ${to}, on: '2026-11-20' }\n`;
  expect(
    findingsOf(
      'confirmed.yml',
      line('worked-with-citations', 'adapted-from') +
        line('nothing', 'adapted-from') +
        line('worked-with-citations', 'adopted-from'),
    ),
  ).toEqual(['2 case-unknown nothing', '3 concept-unknown adopted-from']);
});

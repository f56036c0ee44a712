import { expect, test } from 'vitest';
import { foundationOf } from '#registry/case/foundation.ts';
import type { Case } from '#registry/case/schema.ts';
import { readRegistry } from '#registry/read.ts';
import type { Source } from '#registry/source/source.ts';
import { readFixtureRegistry } from '../../fixtures/fixture-tree.ts';

const { registry } = readRegistry(await readFixtureRegistry());
const worked = registry.cases.get('worked-with-citations')!.facts;
const source = (id: string, interest: Source['interest'], read: Source['read']): Source => ({
  ...registry.sources.get('annual-report-2019')!,
  ...{ id, interest, read },
});
const shared = new Map(
  [source('study', 'independent', 'abstract'), source('office', 'official', 'excerpt'), source('fan', 'promoter', 'full')].map(
    (each) => [each.id, each],
  ),
);
const cite = (...ids: string[]) => ids.map((id) => ({ id, locator: 'page 1' }));

/** A case with one statement per list of sources. */
const withStatements = (...lists: string[][]): Case => {
  const { results: _results, lineage: _lineage, ...facts } = worked;
  return {
    ...facts,
    verdicts: facts.verdicts.map(({ sources: _sources, ...verdict }) => verdict),
    lessons: lists.map((ids, index) => ({ ...worked.lessons![0]!, id: `l${index}`, sources: cite(...ids) })),
  };
};

test('a statement rests on whoever of its sources has no stake, and on what was read most', () => {
  expect(foundationOf([withStatements(['study'], ['fan'], ['fan', 'office'], ['study', 'office'])], shared)).toMatchObject({
    statements: 4,
    independent: 3,
    involved: 1,
    read: { full: 2, excerpt: 1, abstract: 1, unread: 0 },
  });
});

test('a source of the record itself counts by what the record says of it', () => {
  const facts = { ...withStatements(['own']), references: [source('own', 'involved', 'abstract')] };
  expect(foundationOf([facts], shared)).toMatchObject({ independent: 0, involved: 1, read: { abstract: 1 } });
});

test('verdicts, results, costs and whatever else cites are statements; the list of sources of a record is none', () => {
  const counted = (facts: Case) => foundationOf([facts], registry.sources).statements;
  const { results, lessons, lineage, verdicts } = worked;
  expect(counted(worked)).toBe(results!.length + lessons!.length + lineage!.length + verdicts.length);
  const cost = [{ id: 'c', text: 'x', sources: cite('annual-report-2019') }];
  const effort = { law: { text: 'x', sources: cite('annual-report-2019') } };
  expect(counted({ ...worked, cost, effort })).toBe(counted(worked) + 2);
  expect(counted({ ...worked, sources: [...worked.sources, ...worked.sources] })).toBe(counted(worked));
});

test('cases are counted, and those that somebody reviewed', () => {
  const reviewed = { ...worked, reviewed: { by: 'test-lab', on: '2026-05-01' } };
  expect(foundationOf([worked, reviewed, worked], registry.sources)).toMatchObject({ cases: 3, reviewed: 1 });
  expect(foundationOf([], registry.sources)).toMatchObject({ cases: 0, statements: 0, independent: 0 });
});

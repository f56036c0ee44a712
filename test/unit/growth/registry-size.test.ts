import { beforeAll, expect, test } from 'vitest';
import { caseKind } from '#registry/case/kind.ts';
import type { CaseRecord } from '#registry/case/record.ts';
import { checkLineageCycles } from '#registry/case/rules/lineage-cycle.ts';
import { lineageEdges, lineageGroups } from '#registry/lineage/graph.ts';
import { recordsOf } from '#registry/record/record.ts';
import { checkContext } from '#registry/submission/check/check-context.ts';
import { type FixtureContext, fixtureContext } from '../submission/quick-submission.ts';
import { costsTooMuch } from './growth.ts';

let context: FixtureContext;
let model: CaseRecord;
beforeAll(async () => {
  context = await fixtureContext();
  model = recordsOf(context.registry, caseKind).get('worked-with-citations')!;
});

/** As many cases as there are letters in a text, each adapted from the one that a function names by its number. */
const registryOf = (text: string, from: (at: number) => number) => {
  const cases = Array.from({ length: text.length }, (_, at): [string, CaseRecord] => {
    const lineage = from(at) < 0 ? [] : [{ ...model.facts.lineage![0]!, relation: 'adapted-from', case: `c-${from(at)}` }];
    return [`c-${at}`, { ...model, id: `c-${at}`, facts: { ...model.facts, lineage } } as CaseRecord];
  });
  const records = new Map([[caseKind.id, new Map(cases)]]);
  return { ...context.registry, records, cases: new Map(cases) };
};

test.each([
  ['each is adapted from the one before', (at: number) => at - 1],
  ['all are adapted from the first', (at: number) => (at === 0 ? -1 : 0)],
])('no look at all links takes more work than the registry grows, when %s', (_, from) => {
  const works: Record<string, (registry: ReturnType<typeof registryOf>) => unknown> = {
    circles: (registry) =>
      [...registry.cases.values()].flatMap((record) => checkLineageCycles(record, registry, checkContext(context, record))),
    groups: (registry) => lineageGroups(lineageEdges(registry.cases.values(), registry)),
  };
  const dear = Object.entries(works).filter(([, work]) => costsTooMuch(work, (text) => registryOf(text, from), 'a', 1_000));
  expect(dear.map(([name]) => name)).toEqual([]);
});

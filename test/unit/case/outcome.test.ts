import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { facetsOf } from '#registry/case/facets.ts';
import { forWhat } from '#registry/case/for-what.ts';
import { outcomeOf, outcomesOf } from '#registry/case/outcome.ts';
import { OUTCOMES } from '#registry/case/schema.ts';
import { readRegistry } from '#registry/read.ts';
import { readFixtureRegistry } from '../../fixtures/fixture-tree.ts';

const verdicts = (...outcomes: readonly (typeof OUTCOMES)[number][]) => outcomes.map((outcome) => ({ outcome }));

describe('the outcome of a case', () => {
  test.each([
    [['worked'], 'worked'],
    [['did-not-work'], 'did-not-work'],
    [['worked', 'worked'], 'worked'],
    [['worked', 'did-not-work'], 'mixed'],
    [['did-not-work', 'worked'], 'mixed'],
    [['worked', 'mixed'], 'mixed'],
    [['worked', 'unknown'], 'worked'],
    [['worked', 'too-early'], 'worked'],
    [['unknown', 'worked'], 'unknown'],
    [['too-early', 'did-not-work'], 'too-early'],
  ] as const)('of the verdicts %j is %s', (outcomes, outcome) => expect(outcomeOf(verdicts(...outcomes))).toBe(outcome));

  test('never claims more than what the case set out to do', () => {
    const lists = fc.array(fc.constantFrom(...OUTCOMES), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(lists, (outcomes) => {
        const outcome = outcomeOf(verdicts(...outcomes));
        if (outcome === 'worked') expect(outcomes[0]).toBe('worked');
        if (outcomes.includes('did-not-work')) expect(outcome).not.toBe('worked');
        expect(outcomesOf(verdicts(...outcomes))).toEqual(expect.arrayContaining([...outcomes, outcome]));
      }),
    );
  });
});

test('a case is found by the outcome and the strength of each of its verdicts, and by its own outcome', async () => {
  const { registry } = readRegistry(await readFixtureRegistry());
  const { facts } = registry.cases.get('worked-with-citations')!;
  const [first] = facts.verdicts;
  const other = { ...first!, outcome: 'did-not-work' as const, evidence: { ...first!.evidence, strength: 3 } };
  const { outcome, evidence } = facetsOf({ ...facts, verdicts: [first!, other] }, registry);
  expect(outcome.toSorted()).toEqual(['did-not-work', 'mixed', 'worked']);
  expect(evidence.toSorted()).toEqual(['1', '3']);
});

test('a line says for what a case worked: of several verdicts, each with its own outcome', () => {
  const label = (outcome: string) => ({ worked: 'funcionó', 'did-not-work': 'no funcionó' })[outcome] ?? outcome;
  expect(forWhat([{ about: 'el acceso', outcome: 'worked' }], label)).toBe('el acceso');
  expect(
    forWhat(
      [
        { about: 'el acceso', outcome: 'worked' },
        { about: 'las notas', outcome: 'did-not-work' },
      ],
      label,
    ),
  ).toBe('el acceso: funcionó; las notas: no funcionó');
});

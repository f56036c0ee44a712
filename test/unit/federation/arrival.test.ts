import { expect, test } from 'vitest';
import { departureOf, foreignDeparture, type World } from '#registry/federation/departure.ts';
import { fixtureContext } from '../submission/quick-submission.ts';

const { registry } = await fixtureContext();
const origin = 'https://here.example';
const SUR = 'https://sur.example';

type Previously = { registry: string; id: string }[];
/** One other registry, which has a case `agua` that says where it came from; we told of `old` that it went there. */
function worldWith(previously: Previously, { retired, why = 'moved' }: { retired?: string; why?: string } = {}): World {
  const peer = { id: 'sur', registry: SUR, ...(retired === undefined ? {} : { retired }) };
  const item = { isListed: true, held: { id: 'agua', state: 'current' }, whole: { previously } };
  const gone = [{ id: 'old', why, to: { registry: SUR, id: 'agua' } }];
  return { registry: { ...registry, gone }, foreign: [{ peer, items: [item] }], origin } as unknown as World;
}
const leadsTo = (world: World) => departureOf('old', world)?.to?.('es');
const SAID = [{ registry: origin, id: 'old' }];

test('a case of ours leads to another registry when that says that it has that very case', () => {
  expect(leadsTo(worldWith(SAID))).toBe('/es/registries/sur/cases/agua/');
  expect(leadsTo(worldWith([{ registry: origin, id: 'another' }]))).toBeUndefined();
  expect(leadsTo(worldWith([{ registry: 'https://third.example', id: 'old' }]))).toBeUndefined();
});

test('it leads neither to a registry that is read no more, nor on when it was not moved', () => {
  expect(leadsTo(worldWith(SAID, { retired: '2026-01-01' }))).toBeUndefined();
  expect(departureOf('old', worldWith(SAID, { why: 'withdrawn' }))).toEqual({ to: undefined });
});

test('a case that is there again has not left', () => {
  const world = worldWith(SAID);
  const id = 'worked-with-citations';
  const back = {
    ...world,
    registry: { ...world.registry, gone: [{ id, why: 'moved', to: 'other', on: '2026-01-01' }] },
  } as const satisfies World;
  expect(departureOf(id, back)).toBeUndefined();
  expect(foreignDeparture('sur', 'agua', world)).toBeUndefined();
});

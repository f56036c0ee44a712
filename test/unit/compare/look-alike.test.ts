import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { lookAlikesOf, type Telling, toldIn } from '#registry/compare/look-alike.ts';
import { registry } from '../../real-content.ts';

interface HeldOut extends Telling {
  /** The case of ours that it tells; none for one that we do not have. */
  of?: string;
  language: string;
  country: string;
}

const heldOut = parse(readFileSync('test/fixtures/look-alikes/held-out.yml', 'utf8')) as HeldOut[];
const { profile, compare } = lookAlikesOf(registry);
const ours = [...registry.cases.values()].map((record) => ({ id: record.id, profile: profile(toldIn(record)) }));

/** Cases of ours that would be proposed for a case of another registry, the most alike first. */
const proposedFor = ({ country, ...telling }: HeldOut, countries: readonly string[] = [country]) => {
  const theirs = profile({ countries: new Set(countries), tellings: [telling] });
  return ours
    .map(({ id, profile: own }) => ({ id, ...compare(theirs, own) }))
    .filter(({ resemblance }) => resemblance !== undefined)
    .toSorted((a, b) => b.score - a.score);
};

const retold = heldOut.filter(({ of }) => of !== undefined);

test('of cases that somebody else tells again, mostly in another language, nine of ten are found, and nine of ten that are called probable are right', () => {
  expect(retold.length).toBeGreaterThanOrEqual(20);
  expect(new Set(retold.map(({ language }) => language)).size).toBe(3);
  const proposed = heldOut.flatMap((told) => proposedFor(told).map((found) => ({ ...found, isRight: found.id === told.of })));
  const probable = proposed.filter(({ resemblance }) => resemblance === 'probable');
  const found = proposed.filter(({ resemblance, isRight }) => isRight && resemblance !== 'akin');
  const first = retold.filter((told) => proposedFor(told)[0]?.id === told.of);
  const precision = probable.filter(({ isRight }) => isRight).length / probable.length;
  const recall = found.length / retold.length;
  console.log(
    `Look-alikes, ${retold.length} cases told again and ${heldOut.length - retold.length} others, against ${ours.length}: ` +
      `>= 0.28 precision ${precision.toFixed(2)} (${probable.length} proposed), >= 0.18 recall ${recall.toFixed(2)} ` +
      `(${proposed.filter(({ isRight }) => !isRight).length} wrong), ${first.length} in the first place`,
  );
  expect(precision).toBeGreaterThanOrEqual(0.9);
  expect(recall).toBeGreaterThanOrEqual(0.9);
});

test('translations of a case are known as the same case, and our own cases are not taken for each other', () => {
  const alone = [...registry.cases.values()].flatMap((record) => {
    const { countries, tellings } = toldIn(record);
    return tellings.map((telling) => ({ id: record.id, profile: profile({ countries, tellings: [telling] }) }));
  });
  const pairs = alone.flatMap((one, index) =>
    alone.slice(index + 1).flatMap((other) => (other.id === one.id ? [compare(one.profile, other.profile)] : [])),
  );
  const known = pairs.filter(({ resemblance }) => resemblance !== undefined).length;
  expect(known / pairs.length).toBeGreaterThan(0.95);
  const taken = ours.flatMap((one, index) =>
    ours.slice(index + 1).filter((other) => compare(one.profile, other.profile).resemblance === 'probable'),
  );
  console.log(
    `Look-alikes: ${known} of ${pairs.length} translations known; ${taken.length} of ${(ours.length * (ours.length - 1)) / 2} pairs of ours wrong`,
  );
  expect(taken.length).toBeLessThan(15);
});

describe('where a case is from', () => {
  const ceibal = retold.find(({ of }) => of === 'uruguay-plan-ceibal')!;

  test('decides whether it is the same case or an adaptation', () => {
    expect(proposedFor(ceibal)[0]).toMatchObject({ id: 'uruguay-plan-ceibal', resemblance: 'probable' });
    expect(proposedFor(ceibal, ['PRY'])).toEqual([expect.objectContaining({ id: 'uruguay-plan-ceibal', resemblance: 'akin' })]);
  });

  test('is not asked of who has not said it yet', () => {
    expect(proposedFor(ceibal, [])[0]).toMatchObject({ id: 'uruguay-plan-ceibal', resemblance: 'probable' });
  });
});

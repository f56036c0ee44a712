import { expect, test } from 'vitest';
import type { CaseRecord } from '#registry/case/record.ts';
import { findStandIns } from '#registry/federation/stand-in.ts';
import type { Registry } from '#registry/registry.ts';
import { foreignId } from '#registry/search/foreign-id.ts';

const SUL = { peer: 'sul', registry: 'https://sul.example', id: 'agua' };
const SUR = { peer: 'sur', registry: 'https://sur.example', id: 'agua' };
const NORTE = { peer: 'norte', registry: 'https://norte.example', id: 'agua' };

type Decision = Registry['same'][number];
const decide = (are: Decision['are'], ...cases: Decision['cases']): Decision => ({ cases, are }) as Decision;
const endOf = ({ registry, id }: typeof SUL) => ({ registry, id });
const standIns = (same: Decision[], own: string[] = []) =>
  Object.fromEntries(findStandIns({ same, cases: new Map(own.map((id) => [id, {} as CaseRecord])) }, [SUL, SUR, NORTE]));

test('of cases that are the same ours stands for all, or of others’ the first that we read', () => {
  const same = [decide('same', 'agua-segura', endOf(SUR)), decide('same', endOf(SUL), endOf(SUR))];
  const [sul, sur] = [SUL, SUR].map(({ peer, id }) => foreignId(peer, id)) as [string, string];
  expect(standIns(same, ['agua-segura'])).toEqual({ [sul]: 'agua-segura', [sur]: 'agua-segura' });
  expect(standIns(same)).toEqual({ [sur]: sul });
});

test('cases that somebody has found to be different stand for themselves', () => {
  expect(standIns([decide('different', endOf(SUL), endOf(SUR))])).toEqual({});
});

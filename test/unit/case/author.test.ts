import { expect, test } from 'vitest';
import { authorOf } from '#registry/case/page/author.ts';
import type { Case } from '#registry/case/schema.ts';
import type { LabRecord } from '#registry/lab/record.ts';

const lab = (name: string) => ({ facts: { name } }) as LabRecord;
const registry = { labs: new Map([['desk', lab('The Registry')]]) };
const told = (from: Case['compiled']['from'], actors: Partial<Case['actors'][number]>[]) =>
  authorOf({ compiled: { by: 'desk', on: '2026-11-29', from }, actors: actors as Case['actors'] }, registry);
const CITY = { name: 'Intendencia de Salto', role: 'lead' } as const;

test('a case told by those who did it is theirs, compiled by the registry', () => {
  expect(told('first-hand', [CITY])).toEqual({ author: 'Intendencia de Salto', compiler: 'The Registry' });
});

test('a case compiled from what was published is its compiler’s', () => {
  expect(told('published-sources', [CITY])).toEqual({ author: 'The Registry', compiler: undefined });
});

test('nobody is named as author who only took part', () => {
  expect(told('first-hand', [{ ...CITY, role: 'partner' }]).author).toBe('The Registry');
});

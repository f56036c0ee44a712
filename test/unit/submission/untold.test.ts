import { expect, test } from 'vitest';
import { checkUntold } from '#registry/submission/check/untold.ts';
import { fixtureContext } from './quick-submission.ts';

const { es } = await fixtureContext();
const missing = (submitted: object, action: unknown = 'create') =>
  checkUntold({ action, case: submitted }, es).map(({ pointer }) => pointer);
const planned = { lifecycle: { stage: 'planned' } };

test('a new case has a lesson', () => {
  expect(missing({})).toEqual(['/case/lessons']);
  expect(missing({ lessons: [] })).toEqual(['/case/lessons']);
  expect(missing({ lessons: [{ text: 'x' }] })).toEqual([]);
  expect(missing({}, { improve: 'a-case', digest: '' })).toEqual([]);
});

test('one that has not begun says on which day its results will be known', () => {
  expect(missing(planned)).toEqual(['/case/milestones']);
  expect(missing({ ...planned, milestones: [] })).toEqual(['/case/milestones']);
  expect(missing({ ...planned, milestones: [{ text: 'x' }] })).toEqual(['/case/milestones/0/due']);
  expect(missing({ ...planned, milestones: [{ text: 'x' }, { text: 'y', due: '2027' }] })).toEqual([]);
});

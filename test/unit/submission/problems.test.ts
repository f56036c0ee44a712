import { expect, test } from 'vitest';
import { MAX_PROBLEMS, sortProblems, type SubmissionProblem } from '#registry/submission/check/submission-problem.ts';

const said = (pointer: string, severity: SubmissionProblem['severity']): SubmissionProblem => ({
  ...{ pointer, severity, code: severity === 'error' ? 'attachment-broken' : 'place-missing' },
  ...{ params: {}, message: 'It is so.', hint: '' },
});

test('no number of warnings hides an error, which would have let the submission pass', () => {
  const warnings = Array.from({ length: MAX_PROBLEMS + 50 }, (_, index) => said(`/references/${index}/locator`, 'warning'));
  const sorted = sortProblems([...warnings, said('/attachments/0/data', 'error')]);
  expect(sorted).toHaveLength(MAX_PROBLEMS);
  expect(sorted[0]).toMatchObject({ pointer: '/attachments/0/data', severity: 'error' });
  expect(sorted.slice(1, 4).map(({ pointer }) => pointer)).toEqual([0, 1, 2].map((index) => `/references/${index}/locator`));
});

import { expect, test } from 'vitest';
import { API_PATHS } from '../../../site/src/lib/api-paths.ts';

const isPassedOn = (url: string) => API_PATHS.some((path) => new RegExp(path).test(url));

test.each([
  '/v1/search?q=agua',
  '/readyz',
  '/es/submit',
  '/es/submit/',
  '/pt/submit/full/?x=1',
  '/es/submit?x=1',
  '/es/submissions/0123/',
  '/es/cases/uruguay-plan-ceibal/improve',
  '/es/cases/uruguay-plan-ceibal/improve/',
  '/es/cases/uruguay-plan-ceibal/confirm/',
  '/es/upload/case.xlsx',
  '/es/labs/latu/letter.pdf',
  '/_astro/submit.css',
])('npm run dev lets the API answer %s', (url) => expect(isPassedOn(url)).toBe(true));

test.each([
  '/',
  '/es/',
  '/es/cases/',
  '/es/cases/uruguay-plan-ceibal/',
  '/es/search/?q=/v1/',
  '/es/labs/submit-lab/',
  '/es/labs/latu/due.xml',
  '/cases.json',
  '/@vite/client',
])('and the site that is being changed %s', (url) => expect(isPassedOn(url)).toBe(false));

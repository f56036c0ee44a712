import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, inject } from 'vitest';

/** Holds a file of tests that needs the site back until it is there: global-setup.ts builds it. */
const end = `${inject('siteDir')}.end`;
const ending = async () => await readFile(end, 'utf8').catch(() => undefined);

const { getState } = expect;
if (/[\\/]test[\\/](?:site|api|e2e)[\\/]/.test(getState().testPath ?? '')) {
  let trouble = await ending();
  while (trouble === undefined) {
    await sleep(200);
    trouble = await ending();
  }
  if (trouble !== '') throw new Error(trouble);
}

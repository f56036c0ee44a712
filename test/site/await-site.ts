import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';

/** Holds a file of tests back until the site is there that global-setup.ts builds. */
const end = `${inject('siteDir')}.end`;
const ending = async () => await readFile(end, 'utf8').catch(() => undefined);

let trouble = await ending();
while (trouble === undefined) {
  await sleep(200);
  trouble = await ending();
}
if (trouble !== '') throw new Error(trouble);

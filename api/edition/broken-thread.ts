import { parentPort, workerData } from 'node:worker_threads';
import { checkRegistry } from '#registry/check.ts';
import type { Tree } from '#registry/content/tree.ts';
import { brokenFiles } from '#registry/publish.ts';
import { openFindingsFile } from '#registry/record/findings-file.ts';

/** The thread side of broken.ts. */
const { tree, contentDir } = workerData as { tree: Tree; contentDir: string };
const before = await openFindingsFile(contentDir);
const findings = checkRegistry(tree, {
  today: new Date().toISOString().slice(0, 10),
  before,
  forgets: true,
});
await before.save();
parentPort!.postMessage(brokenFiles(findings));

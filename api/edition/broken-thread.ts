import { parentPort, workerData } from 'node:worker_threads';
import { checkRegistry } from '#registry/check.ts';
import type { Tree } from '#registry/content/tree.ts';
import { brokenFiles } from '#registry/publish.ts';

/** The thread side of broken.ts. */
const findings = checkRegistry(workerData as Tree, { today: new Date().toISOString().slice(0, 10) });
parentPort!.postMessage(brokenFiles(findings));

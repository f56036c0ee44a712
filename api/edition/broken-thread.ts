import { parentPort, workerData } from 'node:worker_threads';
import type { Tree } from '#registry/content/tree.ts';
import { findBrokenHere } from './broken-files.ts';

/** The thread side of broken.ts. */
const { tree, contentDir } = workerData as { tree: Tree; contentDir: string };
parentPort!.postMessage(await findBrokenHere(tree, contentDir));

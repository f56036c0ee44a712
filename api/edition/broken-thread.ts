import { parentPort } from 'node:worker_threads';
import type { TreeFile } from '#registry/content/tree.ts';
import type { ToRules } from './broken.ts';
import { findBrokenHere } from './broken-files.ts';

/** The thread side of broken.ts: looks once, at the files that it has been sent, and ends. */
const tree = new Map<string, TreeFile>();

parentPort!.on('message', (message: ToRules) => {
  if ('files' in message) for (const [path, file] of message.files) tree.set(path, file);
  else void look(message.contentDir);
});

async function look(contentDir: string): Promise<void> {
  parentPort!.postMessage(await findBrokenHere(tree, contentDir));
  parentPort!.close();
}

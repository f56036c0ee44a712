import { Worker } from 'node:worker_threads';
import type { Tree } from '#registry/content/tree.ts';
import { type FilesForThread, sendFiles } from '../send-files.ts';

/** A message to the thread: files of the tree; once it has them all, where the content is. */
export type ToRules = FilesForThread<string> | { contentDir: string };

/**
 * Finds the files of a tree whose records must not be published. Runs in its own thread: the rules read every text, which takes
 * seconds, and readers must not wait for that.
 */
export function findBroken(tree: Tree, contentDir: string): Promise<ReadonlySet<string>> {
  const thread = new Worker(new URL('./broken-thread.ts', import.meta.url));
  return new Promise((resolve, reject) => {
    // Under node --watch a thread tells of what it imports too.
    thread.on('message', (told: unknown) => told instanceof Set && resolve(told as Set<string>));
    thread.on('error', reject);
    thread.on('exit', (code) => reject(new Error(`The thread that runs the rules ended with ${code}.`)));
    sendFiles(thread, tree)
      .then(() => thread.postMessage({ contentDir } satisfies ToRules))
      .catch((error: unknown) => {
        reject(error);
        void thread.terminate();
      });
  });
}

import { parentPort } from 'node:worker_threads';
import type { ToThread } from '../../../api/checking/task.ts';

/**
 * A fake thread.ts: depending on its task it finds nothing wrong, crashes, never ends, or takes some milliseconds. Its answers
 * contain its thread id and the files that it has received.
 */
const files: number[] = [];
const thread = Math.random().toString(36).slice(2);

parentPort!.on('message', (message: ToThread) => {
  if (!('kind' in message)) return void files.push(message.files.length);
  const { number, task } = message;
  const { input } = task as { input: unknown };
  parentPort!.postMessage({ began: number });
  if (input === 'die') process.exit(3);
  if (input === 'throw') return parentPort!.postMessage({ number, error: new Error('thrown in the thread') });
  const until = performance.now() + (input === 'for ever' ? Infinity : Number(input) || 0);
  while (performance.now() < until);
  parentPort!.postMessage({ number, result: { problems: [], thread, files: [...files] } });
});

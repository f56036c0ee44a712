import { parentPort } from 'node:worker_threads';
import type { ToThread } from '../../../api/checking/task.ts';

/**
 * Stands in for thread.ts: finds nothing wrong, dies, thinks for ever, or takes so many milliseconds, as what it is sent says. It
 * tells of an import before each, as every thread does under node --watch. Its answers tell in which thread they were given, and which files that thread has been sent.
 */
const files: number[] = [];
let sent = 0;
const thread = Math.random().toString(36).slice(2);

parentPort!.on('message', (message: ToThread) => {
  if ('files' in message) return void (sent += message.files.length);
  if ('paths' in message) {
    files.push(sent);
    sent = 0;
    return;
  }
  const { number, task, tellsBegin } = message;
  const { input } = task as { input: unknown };
  parentPort!.postMessage({ 'watch:import': ['node:zlib'] });
  if (tellsBegin) parentPort!.postMessage({ began: number });
  if (input === 'die') process.exit(3);
  if (input === 'throw') return parentPort!.postMessage({ number, error: new Error('thrown in the thread') });
  const until = performance.now() + (input === 'for ever' ? Infinity : Number(input) || 0);
  while (performance.now() < until);
  parentPort!.postMessage({ number, result: { problems: [], thread, files: [...files] } });
});

import { parentPort } from 'node:worker_threads';
import type { Task } from '../../../api/submissions/checker.ts';

/** Stands in for checker-thread.ts: finds nothing wrong, and ends when it is told to. */
parentPort!.on('message', (task: Task) => {
  if ('tree' in task) return;
  if (task.input === 'die') process.exit(3);
  parentPort!.postMessage({ number: task.number, checked: { problems: [] } });
});

import type { EnqueuedTask, Meilisearch, Task } from 'meilisearch';

/** A task of the server failed. The message names the task, its purpose and the error. */
export class TaskFailed extends Error {
  override readonly name = 'TaskFailed';
}

/** Milliseconds between checks of a task, and between progress reports. */
const [INTERVAL, SILENCE] = [50, 1000];

/**
 * Waits until all tasks have ended, without a time limit, and reports progress at least every second. Throws TaskFailed for the
 * first failed task: the client treats failed tasks as ended.
 */
export async function finish(
  { tasks }: Meilisearch,
  enqueued: readonly EnqueuedTask[],
  onProgress: (done: number) => void = () => undefined,
): Promise<Task[]> {
  const ended: Task[] = [];
  const saying = setInterval(() => onProgress(ended.length), SILENCE);
  try {
    for await (const task of tasks.waitForTasksIter(enqueued, { timeout: 0, interval: INTERVAL })) {
      if (task.status !== 'succeeded') throw new TaskFailed(describe(task));
      ended.push(task);
      onProgress(ended.length);
    }
  } finally {
    clearInterval(saying);
  }
  return ended;
}

const describe = ({ uid, type, indexUid, status, error }: Task) =>
  `Task ${uid} of Meilisearch (${type}${indexUid ? ` of ${indexUid}` : ''}) ${status}${error ? `: ${error.code}: ${error.message}` : ''}`;

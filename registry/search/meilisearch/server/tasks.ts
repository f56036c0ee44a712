import type { EnqueuedTask, Meilisearch, Task } from 'meilisearch';

/** A task of the server did not succeed. Its message names the task, what it was to do, and why it failed. */
export class TaskFailed extends Error {
  override readonly name = 'TaskFailed';
}

/** Milliseconds between two looks at a task, and between two words about those that have not ended. */
const [INTERVAL, SILENCE] = [50, 1000];

/**
 * Waits until all tasks have ended, as long as it takes, and tells at least each second how many have. Throws TaskFailed for the first that did not
 * succeed: the client takes a failed task for an ended one.
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

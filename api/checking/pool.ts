import { Worker } from 'node:worker_threads';
import type { TreeFile } from '#registry/content/tree.ts';
import { sendFiles } from '../send-files.ts';
import type { TaskContent, FromThread, Results, TaskKind, Tasks, ToThread } from './task.ts';

export interface PoolOptions {
  threads: number;
  /** Milliseconds that a task may run once its thread has started it. */
  limitMs: number;
  /** Milliseconds that a task may wait for a thread. */
  waitMs: number;
  /** Milliseconds without a task after which a thread ends, and its memory is free. */
  idleMs?: number;
  script?: URL;
}

export interface Pool {
  /**
   * Runs a task in a thread. The tasks of one `sender` never occupy all threads, and senders take turns. Rejects with
   * TookTooLong (the thread is ended), with TooBusy when no thread is free in time or too many tasks wait, or with the error of
   * the task.
   */
  run<Kind extends TaskKind>(kind: Kind, task: Tasks[Kind], content: TaskContent, sender: string): Promise<Results[Kind]>;
  close(): Promise<void>;
}

/** A task exceeded its time and was ended. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
}

/** More tasks wait than can finish in time. */
export class TooBusy extends Error {
  override readonly name = 'TooBusy';
}

interface Job {
  number: number;
  kind: TaskKind;
  task: Tasks[TaskKind];
  content: TaskContent;
  sender: string;
  /** The timer that ends the wait for a thread. */
  patience: NodeJS.Timeout;
  resolve: (result: never) => void;
  reject: (error: unknown) => void;
}

interface Thread {
  worker: Worker;
  job?: Job | undefined;
  clock?: NodeJS.Timeout | undefined;
  /** The timer that ends it when nothing comes. */
  rest?: NodeJS.Timeout | undefined;
  /** Whether it has finished a task: it begins the next one at once, unless more content comes first. */
  isWarm: boolean;
  /** The content that the thread has, and the numbers of its files. */
  has: Map<TaskContent['key'], { content: TaskContent; numbers: ReadonlySet<number> }>;
}

const IDLE_MS = 10 * 60_000;
/** The most tasks that may wait, per sender and in total. */
const [MOST_OF_ONE, MOST] = [40, 400];

const fileNumbers = new WeakMap<TreeFile, number>();
let lastFile = 0;
function numberOf(file: TreeFile): number {
  const known = fileNumbers.get(file);
  if (known !== undefined) return known;
  fileNumbers.set(file, ++lastFile);
  return lastFile;
}

/**
 * Threads for work whose time depends on untrusted text (docs/adr/0012-submissions-are-checked-in-a-thread.md). They start when
 * there is work, and end when there has been none for a while; each runs one task at a time.
 */
export function openPool({
  threads: most,
  limitMs,
  waitMs,
  idleMs = IDLE_MS,
  script = new URL('./thread.ts', import.meta.url),
}: PoolOptions): Pool {
  const threads = new Set<Thread>();
  /** Waiting tasks by sender, in the order of their turns. */
  const waiting = new Map<string, Job[]>();
  const ofOne = Math.max(1, most - 1);
  let last = 0;
  let served: string | undefined;
  let isClosed = false;

  const end = (thread: Thread, error: unknown) => {
    clearTimeout(thread.clock);
    clearTimeout(thread.rest);
    threads.delete(thread);
    thread.job?.reject(error);
    thread.job = undefined;
    advance();
  };
  const start = (): Thread => {
    const worker = new Worker(script);
    worker.unref();
    const thread: Thread = { worker, isWarm: false, has: new Map() };
    threads.add(thread);
    worker.on('error', (error) => end(thread, error));
    worker.on('exit', (code) => threads.has(thread) && end(thread, new Error(`A checking thread ended with ${code}.`)));
    worker.on('message', (message: FromThread) => {
      const { job } = thread;
      if (!job) return;
      // A server that starts again by itself (node --watch) hears from its threads what they import, by messages of the same kind.
      if ('began' in message) startClock(thread);
      else if ('number' in message) {
        clearTimeout(thread.clock);
        thread.clock = undefined;
        thread.isWarm = true;
        if ('error' in message) job.reject(message.error);
        else job.resolve(message.result as never);
        setFree(thread);
      }
    });
    return thread;
  };
  const setFree = (thread: Thread) => {
    thread.job = undefined;
    thread.rest = setTimeout(() => letGo(thread), idleMs).unref();
    advance();
  };
  const letGo = (thread: Thread) => {
    threads.delete(thread);
    void thread.worker.terminate();
  };
  const startClock = (thread: Thread) => void (thread.clock ??= setTimeout(() => stop(thread), limitMs));
  const stop = (thread: Thread) => {
    void thread.worker.terminate();
    end(thread, new TookTooLong(`A ${thread.job?.kind ?? 'task'} took longer than ${limitMs} ms.`));
  };

  const takeNext = (): Job | undefined => {
    const mayRun = [...waiting.keys()].filter(
      (sender) => [...threads].filter(({ job }) => job?.sender === sender).length < ofOne,
    );
    // Skips the sender who had the last turn while others wait.
    const sender = mayRun.find((each) => each !== served) ?? mayRun[0];
    if (sender === undefined) return undefined;
    const [job, ...rest] = waiting.get(sender)!;
    waiting.delete(sender);
    if (rest.length > 0) waiting.set(sender, rest);
    served = sender;
    clearTimeout(job!.patience);
    return job;
  };
  const advance = () => {
    if (isClosed) return;
    for (;;) {
      const free = [...threads].filter(({ job }) => !job);
      if (free.length === 0 && threads.size >= most) return;
      const job = takeNext();
      if (!job) return;
      void give(free.find(({ has }) => has.get(job.content.key)?.content === job.content) ?? free[0] ?? start(), job);
    }
  };
  const give = async (thread: Thread, job: Job) => {
    clearTimeout(thread.rest);
    thread.job = job;
    const { number, kind, task, content } = job;
    try {
      const hasContent = thread.has.get(content.key)?.content === content;
      const isReady = thread.isWarm && hasContent;
      if (!hasContent) await sendContent(thread, content);
      // It may have ended meanwhile, and its task with it.
      if (thread.job !== job) return;
      thread.worker.postMessage({ number, content: content.key, kind, task, tellsBegin: !isReady } satisfies ToThread);
      if (isReady) startClock(thread);
    } catch (error) {
      // A task that cannot be cloned is its sender's mistake: the thread has heard nothing of it.
      job.reject(error);
      if (thread.job === job) setFree(thread);
    }
  };

  return {
    run: (kind, task, content, sender) =>
      new Promise((resolve, reject) => {
        const own = waiting.get(sender) ?? [];
        const all = [...waiting.values()].reduce((sum, jobs) => sum + jobs.length, 0);
        if (isClosed || own.length >= MOST_OF_ONE || all >= MOST) return reject(new TooBusy('Too much waits to be checked.'));
        const job: Job = { number: ++last, kind, task, content, sender, resolve, reject, patience: setTimeout(giveUp, waitMs) };
        function giveUp() {
          const jobs = waiting.get(sender)?.filter((other) => other !== job) ?? [];
          if (jobs.length > 0) waiting.set(sender, jobs);
          else waiting.delete(sender);
          reject(new TooBusy('No thread was free in time.'));
        }
        job.patience.unref();
        waiting.set(sender, [...own, job]);
        advance();
      }),
    async close() {
      isClosed = true;
      for (const jobs of waiting.values()) for (const job of jobs) job.reject(new TooBusy('The server stops.'));
      for (const { clock, rest } of threads) for (const timer of [clock, rest]) clearTimeout(timer);
      const workers = [...threads].map(({ worker }) => worker);
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** Sends the files that a thread lacks, and the list of all paths. */
async function sendContent({ worker, has }: Thread, content: TaskContent): Promise<void> {
  const known = new Set([...has.values()].flatMap(({ numbers }) => [...numbers]));
  const numbered = [...content.tree].map(([path, file]) => ({ path, number: numberOf(file), file }));
  const lacking = numbered.filter(({ number }) => !known.has(number));
  await sendFiles(
    worker,
    lacking.map(({ number, file }) => [number, file]),
  );
  const paths = numbered.map(({ path, number }): [string, number] => [path, number]);
  worker.postMessage({ content: content.key, paths, broken: content.broken ?? new Set() } satisfies ToThread);
  has.set(content.key, { content, numbers: new Set(numbered.map(({ number }) => number)) });
}

import { Worker } from 'node:worker_threads';
import type { Tree } from '#registry/content/tree.ts';

/** What the thread is asked, and what it says. */
export interface ToBrokenThread {
  number: number;
  tree: Tree;
  contentDir: string;
}
export type FromBrokenThread = { number: number } & ({ broken: ReadonlySet<string> } | { error: unknown });

/** Milliseconds without a question after which the thread ends, and its memory is free: one publication often follows another. */
const IDLE_MS = 60_000;

interface Thread {
  worker: Worker;
  asked: Map<number, { resolve: (broken: ReadonlySet<string>) => void; reject: (error: unknown) => void }>;
  rest?: NodeJS.Timeout | undefined;
}
let open: Thread | undefined;
let last = 0;

/**
 * Finds the files of a tree whose records must not be published. Runs in a thread of its own: the rules read every text, which takes
 * seconds, and readers must not wait for that.
 */
export function findBroken(tree: Tree, contentDir: string): Promise<ReadonlySet<string>> {
  const { worker, asked, rest } = (open ??= start());
  clearTimeout(rest);
  return new Promise((resolve, reject) => {
    const number = ++last;
    worker.postMessage({ number, tree, contentDir } satisfies ToBrokenThread);
    asked.set(number, { resolve, reject });
    worker.ref();
  });
}

function start(): Thread {
  const worker = new Worker(new URL('./broken-thread.ts', import.meta.url));
  const thread: Thread = { worker, asked: new Map() };
  worker.on('message', (told: FromBrokenThread) => {
    // Under node --watch a thread tells of what it imports too.
    const waiting = thread.asked.get(told.number);
    if (!waiting) return;
    thread.asked.delete(told.number);
    if ('error' in told) waiting.reject(told.error);
    else waiting.resolve(told.broken);
    if (thread.asked.size > 0) return;
    worker.unref();
    thread.rest = setTimeout(letGo, IDLE_MS).unref();
  });
  const letGo = () => {
    if (open === thread) open = undefined;
    void worker.terminate();
  };
  const end = (error: unknown) => {
    if (open === thread) open = undefined;
    for (const { reject } of thread.asked.values()) reject(error);
    thread.asked.clear();
  };
  worker.on('error', end);
  worker.on('exit', (code) => end(new Error(`The thread that runs the rules ended with ${code}.`)));
  return thread;
}

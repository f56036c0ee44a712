import { Worker } from 'node:worker_threads';
import type { Tree } from '#registry/content/tree.ts';
import type { Edition } from '../edition/publication.ts';
import { type Check, type Checked, dayOf } from './submissions.ts';

/** What the thread is sent: the content to check against, or something to check. */
export type Task = { tree: Tree } | { number: number; input: unknown; locale: string; day: string; lab: string | undefined };
/** What it sends back. */
export type Answer = { number: number; checked: Checked } | { number: number; error: Error };

/**
 * Checks submissions in a thread of its own, because this one waits for the disk with each that it accepts
 * (docs/adr/0012-submissions-are-checked-in-a-thread.md). A thread that dies takes what it was checking with it, and the next
 * submission finds a new one.
 */
export function openChecker(
  edition: () => Pick<Edition, 'tree'>,
  script = new URL('./checker-thread.ts', import.meta.url),
): Check {
  const waiting = new Map<number, { resolve: (checked: Checked) => void; reject: (error: unknown) => void }>();
  let thread: Worker | undefined;
  let sent: Pick<Edition, 'tree'> | undefined;
  let last = 0;

  const start = (): Worker => {
    const started = new Worker(script);
    started.unref();
    const fail = (error: unknown) => {
      if (thread === started) [thread, sent] = [undefined, undefined];
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    };
    started.on('error', fail);
    started.on('exit', (code) => fail(new Error(`The checking thread ended with ${code}.`)));
    started.on('message', (answer: Answer) => {
      const asker = waiting.get(answer.number);
      waiting.delete(answer.number);
      if ('error' in answer) asker?.reject(answer.error);
      else asker?.resolve(answer.checked);
    });
    return started;
  };
  const ready = (): Worker => {
    thread ??= start();
    const now = edition();
    if (now !== sent) thread.postMessage({ tree: now.tree } satisfies Task);
    sent = now;
    return thread;
  };

  ready();
  return (input, { locale, now, lab }) =>
    new Promise((resolve, reject) => {
      const number = ++last;
      ready().postMessage({ number, input, locale: locale.id, day: dayOf(now), lab } satisfies Task);
      waiting.set(number, { resolve, reject });
    });
}

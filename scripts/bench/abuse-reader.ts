import { request } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

/**
 * A reader that requests one page after the other over its own connection, and records how long it waited since the last
 * question. Runs in a thread, so that it waits for the server only.
 */
const { origin, pages } = workerData as { origin: string; pages: readonly string[] };
let waits: number[] = [];
let asked: number | undefined;

parentPort!.on('message', () => {
  // A page that has not arrived yet counts as waiting too.
  if (asked !== undefined) waits.push(performance.now() - asked);
  parentPort!.postMessage(waits);
  waits = [];
});

for (let turn = 0; ; turn++) {
  asked = performance.now();
  const started = asked;
  await new Promise<void>((resolve) => {
    const asking = request(`${origin}${pages[turn % pages.length]}`, { agent: false }, (response) => {
      response
        .on('end', resolve)
        .on('error', () => resolve())
        .resume();
    });
    asking.on('error', () => resolve()).end();
  });
  waits.push(performance.now() - started);
  asked = undefined;
  await new Promise((resolve) => setTimeout(resolve, 10));
}

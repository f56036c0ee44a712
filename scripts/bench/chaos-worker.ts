import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { readTree } from '#registry/content/disk.ts';
import { runOnce } from '#registry/delivery/delivery.ts';
import { draftProposal } from '#registry/delivery/draft-proposal.ts';
import { startWorker } from '#registry/delivery/worker.ts';
import { openGitHub } from '#registry/forge/github/github.ts';
import { openOutbox } from '#registry/outbox/open-outbox.ts';
import type { NewEntry } from '#registry/outbox/outbox.ts';
import { readRegistry } from '#registry/read.ts';

/**
 * One process of the chaos run: accepts submissions from standard input, prints `accepted <key>`, and delivers. It is killed at
 * random.
 */
const { values } = parseArgs({
  options: { outbox: { type: 'string' }, forge: { type: 'string' }, content: { type: 'string' }, owner: { type: 'string' } },
});
const outbox = await openOutbox(values.outbox!, { capacity: 1_000_000 });
const content = await readTree(values.content!);
const forge = openGitHub({
  // As on a server: most of GitHub's content is in the content folder.
  known: () => content,
  ...{ owner: 'network', repo: 'registry', baseUrl: values.forge!, auth: { token: 'secret' } },
  // The run waits seconds where a deployment waits minutes.
  ...{ spaced: false, timeout: 1_500 },
});
const stop = new AbortController();

const worker = startWorker({
  step: (now) =>
    runOnce(
      {
        ...{ outbox, forge, owner: values.owner!, leaseMs: 10_000 },
        draft: async (task, { tree }) => draftProposal(task, { tree, registry: readRegistry(tree).registry }),
        random: () => Math.random() / 20,
      },
      now,
    ),
  outbox,
  clock: Date.now,
  sleep: (ms, signal) => sleep(Math.min(ms, 100), undefined, { signal }).catch(() => undefined),
  signal: stop.signal,
  onError: (error) => console.error(error),
});

for await (const line of createInterface({ input: process.stdin })) {
  const submission = JSON.parse(line) as NewEntry;
  await outbox.accept(submission, Date.now());
  worker.wake();
  process.stdout.write(`accepted ${submission.idempotencyKey}\n`);
}
stop.abort();
await worker.stopped;
await outbox.close();

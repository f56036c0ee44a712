import { parentPort } from 'node:worker_threads';
import { checkRegistry } from '#registry/check.ts';
import { brokenFiles } from '#registry/publish.ts';
import { openFindingsFile } from '#registry/record/findings-file.ts';
import { freeMemory } from './free-memory.ts';
import type { FromBrokenThread, ToBrokenThread } from './broken.ts';

/** The thread side of broken.ts. */
parentPort!.on('message', (asked: ToBrokenThread) => void answer(asked));

const send = (message: FromBrokenThread) => parentPort!.postMessage(message);

async function answer({ number, tree, contentDir }: ToBrokenThread): Promise<void> {
  try {
    const before = await openFindingsFile(contentDir);
    const findings = checkRegistry(tree, { today: new Date().toISOString().slice(0, 10), before, forgets: true });
    await before.save();
    send({ number, broken: brokenFiles(findings) });
  } catch (error) {
    send({ number, error });
  }
  freeMemory();
}

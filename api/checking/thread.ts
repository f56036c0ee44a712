import { parentPort } from 'node:worker_threads';
import type { Tree, TreeFile } from '#registry/content/tree.ts';
import { leaveOut } from '#registry/publish.ts';
import { readRegistry } from '#registry/read.ts';
import type { Registry } from '#registry/registry.ts';
import { freeMemory } from '../edition/free-memory.ts';
import { type TaskContent, type FromThread, type ToThread } from './task.ts';
import { performTask } from './work.ts';

/** The thread side of pool.ts: runs one task after another with the content that came last. */
const files = new Map<number, TreeFile>();
const contents = new Map<TaskContent['key'], { tree: Tree; registry: Registry; numbers: readonly number[] }>();
const send = (message: FromThread) => parentPort!.postMessage(message);

parentPort!.on('message', (message: ToThread) => {
  if ('files' in message) for (const [number, file] of message.files) files.set(number, file);
  else if ('kind' in message) void work(message);
  else receive(message);
});

function receive({ content, paths, broken }: Extract<ToThread, { paths: unknown }>): void {
  const tree = new Map(paths.map(([path, number]) => [path, files.get(number)!]));
  const registry = leaveOut(readRegistry(tree).registry, broken);
  contents.set(content, { tree, registry, numbers: paths.map(([, number]) => number) });
  const needed = new Set([...contents.values()].flatMap(({ numbers }) => numbers));
  for (const number of files.keys()) if (!needed.has(number)) files.delete(number);
  freeMemory();
}

async function work({ number, content, kind, task, tellsBegin }: Extract<ToThread, { kind: unknown }>): Promise<void> {
  if (tellsBegin) send({ began: number });
  try {
    send({ number, result: await performTask(kind, task, contents.get(content)!) });
  } catch (error) {
    send({ number, error });
  }
}

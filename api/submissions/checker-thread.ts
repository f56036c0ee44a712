import { parentPort } from 'node:worker_threads';
import type { Tree } from '#registry/content/tree.ts';
import { readRegistry } from '#registry/read.ts';
import type { Registry } from '#registry/registry.ts';
import { validateSubmission } from '#registry/submission/check/validate.ts';
import type { Answer, Task } from './checker.ts';

/** The other side of checker.ts: checks what comes against the content that came last. */
let content: { tree: Tree; registry: Registry } | undefined;
const answer = (message: Answer) => parentPort!.postMessage(message);

parentPort!.on('message', (task: Task) => {
  if ('tree' in task) content = { tree: task.tree, registry: readRegistry(task.tree).registry };
  else void check(task);
});

async function check({ number, input, locale: localeId, day, lab }: Exclude<Task, { tree: Tree }>): Promise<void> {
  try {
    const { locales } = content!.registry;
    const locale = locales.get(localeId) ?? [...locales.values()][0]!;
    const { submission, problems } = await validateSubmission(input, { ...content!, day, lab }, locale);
    answer({ number, checked: { ...(submission ? { submission } : {}), problems } });
  } catch (error) {
    answer({ number, error: error as Error });
  }
}

import { readTree } from '#registry/content/disk.ts';
import { readRegistry } from '#registry/read.ts';
import type { Tree } from '#registry/content/tree.ts';

/** What stands in content/, read once for all files of tests that a worker runs. */
export const content: Tree = await readTree('content');
export const { registry } = readRegistry(content);

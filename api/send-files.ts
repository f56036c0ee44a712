import type { Worker } from 'node:worker_threads';
import type { TreeFile } from '#registry/content/tree.ts';
import { inTurns } from './in-turns.ts';

const FILES_AT_ONCE = 20;

/** A message that gives files to a thread, each under its path or a number. */
export interface FilesForThread<Name> {
  files: [Name, TreeFile][];
}

/**
 * Copies files of a content for a thread, some at a time: in a large registry that takes a second, and readers are answered in between.
 */
export const sendFiles = async <Name>(thread: Worker, files: Iterable<[Name, TreeFile]>): Promise<void> =>
  await inTurns(inBatches(thread, files));

function* inBatches<Name>(thread: Worker, all: Iterable<[Name, TreeFile]>): Generator<undefined, void> {
  const send = (files: [Name, TreeFile][]) => thread.postMessage({ files } satisfies FilesForThread<Name>);
  let files: [Name, TreeFile][] = [];
  for (const file of all) {
    files.push(file);
    if (files.length < FILES_AT_ONCE) continue;
    send(files);
    files = [];
    yield;
  }
  send(files);
}

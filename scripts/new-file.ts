import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder } from '#registry/content/make-folder.ts';
import type { Io } from './command.ts';
import { shownPath } from './options.ts';

/** Writes a file that is not there yet, and says where. */
export async function writeNewFile(file: string, text: string, io: Io): Promise<void> {
  makeFolder(dirname(file));
  await writeFile(file, text, { flag: 'wx' });
  io.stdout(`${shownPath(file, io)}\n`);
}

import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** How many published submissions there were when the site was last built for one. */
export interface BuiltCount {
  read(): Promise<number>;
  write(count: number): Promise<void>;
}

/** Kept in a file of this machine: a server that is killed between a decision and the build makes up for it when it starts. */
export const openBuiltCount = (file: string): BuiltCount => ({
  async read() {
    const count = Number(await readFile(file, 'utf8').catch(() => '0'));
    return Number.isSafeInteger(count) ? count : 0;
  },
  async write(count) {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(`${file}.new`, `${count}\n`);
    await rename(`${file}.new`, file);
  },
});

import { readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder } from '#registry/content/make-folder.ts';

/** The state of the last site build: the number of published submissions and the commit of the published branch. */
export interface Built {
  published: number;
  commit?: string | undefined;
}

export interface BuiltRecord {
  read(): Promise<Built>;
  write(built: Built): Promise<void>;
}

/** Stored in a file on this machine: a server that is killed between a decision and the build catches up when it starts. */
export const openBuiltRecord = (file: string): BuiltRecord => ({
  async read() {
    const [count, commit] = (await readFile(file, 'utf8').catch(() => '')).trim().split(' ');
    const published = Number(count);
    return { published: Number.isSafeInteger(published) ? published : 0, ...(commit ? { commit } : {}) };
  },
  async write({ published, commit = '' }) {
    makeFolder(dirname(file), 0o700);
    await writeFile(`${file}.new`, `${published} ${commit}\n`, { mode: 0o600 });
    await rename(`${file}.new`, file);
  },
});

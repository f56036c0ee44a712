import { resolve } from 'node:path';
import { KEPT, keepFile, readKeptFile } from '../content/kept-files.ts';
import { digestOfTexts } from '../content/tree-digest.ts';
import type { Found, FoundBefore } from './found-before.ts';

/** Content folders that are remembered, and what they were when an edition was frozen: copies for a try come and go. */
const MAX_FILES = 24;

/** What checks found in one content folder. */
export interface FindingsFile extends FoundBefore {
  /** Keeps what was found now, and nothing else, for the next check. */
  save(): Promise<void>;
}

/** Reads what the last check of a content folder found. */
export async function openFindingsFile(contentDir: string, folder = KEPT): Promise<FindingsFile> {
  const name = `found-${digestOfTexts([resolve(contentDir)]).slice(0, 16)}.json`;
  const text = (await readKeptFile(folder, name))?.toString();
  const before = new Map(JSON.parse(text ?? '[]') as [string, Found][]);
  const now = new Map<string, Found>();
  return {
    get(key) {
      const found = before.get(key);
      if (found) now.set(key, found);
      return found;
    },
    set: (key, found) => void now.set(key, found),
    async save() {
      if (now.size === before.size && [...now].every(([key, found]) => before.get(key) === found)) return;
      await keepFile(folder, name, JSON.stringify([...now]), MAX_FILES);
    },
  };
}

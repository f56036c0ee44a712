import { resolve } from 'node:path';
import { KEPT, keepFile, readKeptFile } from './kept-files.ts';
import { digestOfTexts } from './tree-digest.ts';

/** What was made of one content folder, by what it was made of. */
export interface KeptValues<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  /** Keeps what was asked for or made now, and nothing else, for the next time. */
  save(): Promise<void>;
}

/** Reads values of a kind that were kept of a content folder, as JSON; they are kept of the `most` last folders. */
export async function openKeptValues<Value>(
  what: string,
  contentDir: string,
  most: number,
  folder = KEPT,
): Promise<KeptValues<Value>> {
  const name = `${what}-${digestOfTexts([resolve(contentDir)]).slice(0, 16)}.json`;
  const text = (await readKeptFile(folder, name))?.toString();
  const before = new Map(JSON.parse(text ?? '[]') as [string, Value][]);
  const now = new Map<string, Value>();
  return {
    get(key) {
      const value = before.get(key);
      if (value !== undefined) now.set(key, value);
      return value;
    },
    set: (key, value) => void now.set(key, value),
    async save() {
      if (now.size === before.size && [...now].every(([key, value]) => before.get(key) === value)) return;
      await keepFile(folder, name, JSON.stringify([...now]), most);
    },
  };
}

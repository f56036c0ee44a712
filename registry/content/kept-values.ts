import { resolve } from 'node:path';
import { KEPT, keepFile, readKeptLines } from './kept-files.ts';
import { digestOfTexts } from './tree-digest.ts';

/** What was made of one content folder, by what it was made of. */
export interface KeptValues<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  /** Keeps what was asked for or made now, and nothing else, for the next time. */
  save(): Promise<void>;
}

/** Reads values of a kind that were kept of a content folder, each as a line of JSON; they are kept of the `most` last folders. */
export async function openKeptValues<Value>(
  what: string,
  contentDir: string,
  most: number,
  folder = KEPT,
): Promise<KeptValues<Value>> {
  const name = `${what}-${digestOfTexts([resolve(contentDir)]).slice(0, 16)}.json`;
  const before = new Map<string, Value>();
  const isWhole = await readKeptLines(folder, name, (line) => {
    const [key, value] = JSON.parse(line) as [string, Value];
    before.set(key, value);
  });
  if (!isWhole) before.clear();
  const now = new Map<string, Value>();
  return {
    get(key) {
      const value = now.get(key) ?? before.get(key);
      if (value !== undefined) now.set(key, value);
      return value;
    },
    set: (key, value) => void now.set(key, value),
    async save() {
      if (now.size === before.size && [...now].every(([key, value]) => before.get(key) === value)) return;
      await keepFile(folder, name, linesOf(now), most);
    },
  };
}

function* linesOf(values: ReadonlyMap<string, unknown>): Generator<string> {
  for (const entry of values) yield `${JSON.stringify(entry)}\n`;
}

import { glob, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Found, FoundBefore } from './found-before.ts';
import { mapInTurns } from '../content/in-turns.ts';
import { digestOfTexts } from '../content/tree-digest.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Content folders that are remembered: copies for a try come and go. */
const MAX_FILES = 8;
const FOLDER = join(ROOT, 'node_modules/.cache/lo-que-funciona');

/** What checks found in one content folder, in a file that anybody may delete at any time. */
export interface FindingsFile extends FoundBefore {
  /** Keeps what was found now, and nothing else, for the next check. */
  save(): Promise<void>;
}

/**
 * Reads what the last check of a content folder found. A file that another version of the code wrote, or that is not whole, is
 * as good as none; so is one that cannot be read. Writers do not wait for each other: the last one's file stays.
 */
export async function openFindingsFile(contentDir: string, folder = FOLDER): Promise<FindingsFile> {
  const file = join(folder, `found-${digestOfTexts([resolve(contentDir)]).slice(0, 16)}.json`);
  const version = await digestOfCode();
  const before = parse(await readFile(file, 'utf8').catch(() => ''), version);
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
      const text = JSON.stringify([...now]);
      const written = `${file}.${process.pid}-${Math.random().toString(36).slice(2)}`;
      try {
        await mkdir(dirname(file), { recursive: true });
        await writeFile(written, `${version} ${digestOfTexts([text])}\n${text}`);
        await rename(written, file);
        await removeOldest(folder);
      } catch {
        // A folder that cannot be written to: the next check takes longer, that is all.
        await rm(written, { force: true }).catch(() => {});
      }
    },
  };
}

function parse(whole: string, version: string): Map<string, Found> {
  const end = whole.indexOf('\n');
  const text = whole.slice(end + 1);
  if (whole.slice(0, Math.max(0, end)) !== `${version} ${digestOfTexts([text])}`) return new Map();
  return new Map(JSON.parse(text) as [string, Found][]);
}

async function removeOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith('found-'));
  if (names.length <= MAX_FILES) return;
  const files = await Promise.all(names.map(async (name) => ({ name, time: (await stat(join(folder, name))).mtimeMs })));
  for (const { name } of files.toSorted((a, b) => b.time - a.time).slice(MAX_FILES))
    await rm(join(folder, name), { force: true });
}

let code: Promise<string> | undefined;

/** SHA-256 over all that findings are made by: the domain's code, the packages that are installed, and Node. */
const digestOfCode = () => (code ??= readCode());

async function readCode(): Promise<string> {
  const paths: string[] = [];
  for await (const path of glob('registry/**/*.ts', { cwd: ROOT })) paths.push(path);
  const texts = await mapInTurns(['package-lock.json', ...paths.sort()], 16, async (path) => [
    path,
    await readFile(join(ROOT, path), 'utf8').catch(() => ''),
  ]);
  return digestOfTexts([process.version, ...texts.flat()]);
}

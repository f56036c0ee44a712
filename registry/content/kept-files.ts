import { createHash } from 'node:crypto';
import { glob, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeFolder } from './make-folder.ts';
import { mapInTurns } from './in-turns.ts';
import { digestOfTexts } from './tree-digest.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What is dear to make and may be made again: anybody may delete it at any time. */
export const KEPT = join(ROOT, 'node_modules/.cache/lo-que-funciona');

/** Reads a file that was kept. One that another version of the code wrote, or that is not whole, is as good as none. */
export async function readKeptFile(folder: string, name: string): Promise<Buffer | undefined> {
  const file = join(folder, name);
  const whole = await readFile(file).catch(() => undefined);
  if (!whole) return undefined;
  const end = whole.indexOf('\n');
  const bytes = whole.subarray(end + 1);
  if (whole.toString('latin1', 0, Math.max(0, end)) !== (await headOf(bytes))) return undefined;
  const now = new Date();
  // What is read stays longest.
  await utimes(file, now, now).catch(() => {});
  return bytes;
}

/**
 * Keeps a file, and of those whose names begin alike only the last `most`. Writers do not wait for each other: the last one's file
 * stays, whole. A folder that cannot be written to keeps nothing, and that is all.
 */
export async function keepFile(folder: string, name: string, bytes: Uint8Array | string, most: number): Promise<void> {
  const written = join(folder, `${name}.${process.pid}-${Math.random().toString(36).slice(2)}`);
  try {
    makeFolder(folder);
    const content = Buffer.from(bytes);
    await writeFile(written, Buffer.concat([Buffer.from(`${await headOf(content)}\n`), content]));
    await rename(written, join(folder, name));
    await removeOldest(folder, name.split('-')[0]!, most);
  } catch {
    await rm(written, { force: true }).catch(() => {});
  }
}

const headOf = async (bytes: Uint8Array) => `${await digestOfCode()} ${createHash('sha256').update(bytes).digest('hex')}`;

async function removeOldest(folder: string, start: string, most: number): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(`${start}-`));
  if (names.length <= most) return;
  const files = await mapInTurns(names, 16, async (name) => ({ name, time: (await stat(join(folder, name))).mtimeMs }));
  for (const { name } of files.toSorted((a, b) => b.time - a.time).slice(most)) await rm(join(folder, name), { force: true });
}

let code: Promise<string> | undefined;

/** SHA-256 over all that makes what is kept: the domain's code, the packages that are installed, and Node. */
export const digestOfCode = () => (code ??= readCode());

async function readCode(): Promise<string> {
  const paths: string[] = [];
  for await (const path of glob('registry/**/*.ts', { cwd: ROOT })) paths.push(path);
  const texts = await mapInTurns(['package-lock.json', ...paths.sort()], 16, async (path) => [
    path,
    await readFile(join(ROOT, path), 'utf8').catch(() => ''),
  ]);
  return digestOfTexts([process.version, ...texts.flat()]);
}

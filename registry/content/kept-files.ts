import { createHash, hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { glob, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
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
  const bytes = whole.subarray(HEAD);
  if (whole.toString('latin1', 0, HEAD) !== headOf(await digestOfCode(), hash('sha256', bytes))) return undefined;
  await stayLonger(file);
  return bytes;
}

/**
 * The same of a file of lines that may be larger than memory has room for: `take` gets one line after the other. False when the file is
 * as good as none: what was taken must be thrown away then.
 */
export async function readKeptLines(folder: string, name: string, take: (line: string) => void): Promise<boolean> {
  const file = join(folder, name);
  try {
    const code = await digestOfCode();
    const all = createHash('sha256');
    let head: string | undefined;
    let begun: Buffer[] = [];
    for await (const chunk of createReadStream(file, { highWaterMark: PIECE }) as AsyncIterable<Buffer>) {
      let start = 0;
      for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
        const line = Buffer.concat([...begun, chunk.subarray(start, end + 1)]);
        begun = [];
        start = end + 1;
        if (head === undefined) {
          head = line.toString('latin1');
          if (!head.startsWith(`${code} `)) return false;
        } else {
          all.update(line);
          take(line.toString('utf8', 0, line.length - 1));
        }
      }
      begun.push(chunk.subarray(start));
    }
    if (begun.some(({ length }) => length > 0) || head !== headOf(code, all.digest('hex'))) return false;
  } catch {
    return false;
  }
  await stayLonger(file);
  return true;
}

/** What is read stays longest. */
async function stayLonger(file: string): Promise<void> {
  const now = new Date();
  await utimes(file, now, now).catch(() => {});
}

/**
 * Keeps a file, given in pieces, and of those whose names begin alike only the last `most`. Writers do not wait for each other: the last
 * one's file stays, whole. A folder that cannot be written to keeps nothing, and that is all.
 */
export async function keepFile(
  folder: string,
  name: string,
  pieces: Iterable<Uint8Array | string>,
  most: number,
): Promise<void> {
  const written = join(folder, `${name}.${process.pid}-${Math.random().toString(36).slice(2)}`);
  try {
    makeFolder(folder);
    const file = await open(written, 'w');
    try {
      const all = createHash('sha256');
      let end = HEAD;
      for (const piece of pieces) {
        const bytes = Buffer.from(piece as string);
        all.update(bytes);
        end += (await file.write(bytes, 0, bytes.length, end)).bytesWritten;
      }
      await file.write(headOf(await digestOfCode(), all.digest('hex')), 0, 'latin1');
    } finally {
      await file.close();
    }
    await rename(written, join(folder, name));
    await removeOldest(folder, name.split('-')[0]!, most);
  } catch {
    await rm(written, { force: true }).catch(() => {});
  }
}

/** What a file that was kept begins with: the digests of the code that made it and of all that follows. */
const headOf = (code: string, content: string) => `${code} ${content}\n`;
const HEAD = headOf('0'.repeat(64), '0'.repeat(64)).length;
const LINE_FEED = 10;
/** Bytes that are read at a time. */
const PIECE = 1 << 20;

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

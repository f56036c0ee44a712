import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const SOURCES = [
  'package-lock.json',
  'registry/**/*.ts',
  'site/*.ts',
  'site/src/**/*',
  'site/public/**/*',
  'docs/schemas/*.json',
  // The words of registries that have them from the code.
  'content/{locales,style,vocabularies}/*',
];
const STAMP = '.inputs';

/** SHA-256 over all inputs of the site: folders of content, code, styles, the commit (for histories) and the `settings` of the build. */
export async function inputsDigest(folders: readonly string[], settings: string): Promise<string> {
  const hash = createHash('sha256')
    .update(settings)
    .update(await headCommit());
  const files = [
    ...(await listFiles(SOURCES, '.')),
    ...(await Promise.all(folders.map((folder) => listFiles(['**/*'], folder)))).flat(),
  ];
  for (const file of files) hash.update(`\0${file}\0`).update(await readFile(file));
  return hash.digest('hex');
}

async function listFiles(patterns: string[], cwd: string): Promise<string[]> {
  const found: string[] = [];
  for await (const entry of glob(patterns, { cwd, withFileTypes: true }))
    if (entry.isFile()) found.push(join(entry.parentPath, entry.name));
  return found.sort();
}

/** The checked-out commit; empty outside git. */
async function headCommit(): Promise<string> {
  try {
    return (await promisify(execFile)('git', ['rev-parse', 'HEAD'])).stdout;
  } catch {
    return '';
  }
}

/** The input digest of a built site, if there is one. */
export const readStamp = (dist: string) => readFile(join(dist, STAMP), 'utf8').catch(() => undefined);
export const writeStamp = (dist: string, digest: string) => writeFile(join(dist, STAMP), digest);

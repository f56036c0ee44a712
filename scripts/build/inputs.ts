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

/** Variables that the site is built by; those that name inputs are beside them, and the others change no page. */
export const BUILD_SETTINGS = [
  'SITE_URL',
  'SUBMISSIONS',
  'DEMAND_PATH',
  'SEARCH_ENGINE',
  'MEILI_URL',
  'MEILI_PUBLIC_URL',
  'MEILI_SEARCH_KEY',
  'MEILI_SEMANTIC_RATIO',
  'MEILI_PREFIX',
  'MEILI_PEERS',
  'FEDERATION_KEY_FILE',
] as const;

export interface BuildInputs {
  /** The content, and what is held of other registries. */
  content: string;
  imported: string;
  env: Readonly<Record<string, string | undefined>>;
}

/** SHA-256 over all inputs of the site: folders of content, code, styles, the content's commit (for histories), settings and key. */
export async function inputsDigest({ content, imported, env }: BuildInputs): Promise<string> {
  const key = env['FEDERATION_KEY_FILE'];
  const hash = createHash('sha256')
    .update(JSON.stringify(BUILD_SETTINGS.map((name) => env[name] ?? '')))
    .update(key ? await readFile(key).catch(() => '') : '')
    .update(await headCommit(content));
  const files = [
    ...(await listFiles(SOURCES, '.')),
    ...(await Promise.all([content, imported].map((folder) => listFiles(['**/*'], folder)))).flat(),
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
async function headCommit(folder: string): Promise<string> {
  try {
    return (await promisify(execFile)('git', ['rev-parse', 'HEAD'], { cwd: folder })).stdout;
  } catch {
    return '';
  }
}

/** The input digest of a built site, if there is one. */
export const readStamp = (dist: string) => readFile(join(dist, STAMP), 'utf8').catch(() => undefined);
export const writeStamp = (dist: string, digest: string) => writeFile(join(dist, STAMP), digest);

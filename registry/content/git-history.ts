import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';

/** One commit that touched a file. `date` is ISO 8601 in UTC: such dates have their order as texts, and their first ten signs are the day. */
export interface Commit {
  hash: string;
  date: string;
  subject: string;
  /** The file has been changed since, and this is no commit of it as it is now. */
  isBehind?: true;
}

export type History = ReadonlyMap<string, readonly Commit[]>;

/** The ISO 8601 day on which a file last changed; undefined where its history is not known. */
export const dayOfChange = (history: History, file: string): string | undefined => history.get(file)?.[0]?.date.slice(0, 10);

const run = promisify(execFile);

/**
 * The commits up to one that touched each file below `dir`, newest first, by path relative to `dir`.
 * Empty where there is no git or no repository: pages then show the day of compilation instead.
 */
export async function readHistory(dir: string, commit = 'HEAD'): Promise<History> {
  const history = new Map<string, Commit[]>();
  let log: string;
  try {
    const args = ['-c', 'core.quotePath=false', 'log', '--no-merges', '--relative', '--name-only', '--format=%x00%H%x09%cI%x09%s', '--end-of-options', commit, '--', '.'];
    ({ stdout: log } = await run('git', args, { cwd: dir, maxBuffer: 256 * 1024 * 1024 }));
  } catch {
    return history;
  }
  for (const entry of log.split('\0').slice(1)) {
    const [header, ...files] = entry.split('\n');
    const [hash, date, subject] = header!.split('\t') as [string, string, string];
    const made = { hash, date: new Date(date).toISOString(), subject };
    for (const file of files.filter(Boolean)) {
      const known = history.get(file);
      if (known) known.push(made);
      else history.set(file, [made]);
    }
  }
  if (commit === 'HEAD')
    for (const file of await readChanged(dir, commit).catch(() => [])) {
      const [newest, ...older] = history.get(file) ?? [];
      if (newest) history.set(file, [{ ...newest, isBehind: true }, ...older]);
    }
  return history;
}

/**
 * Files below `dir` that were committed once and have been deleted or renamed, by a commit or since; some may be there again. Empty where
 * there is no git.
 */
export async function readDeleted(dir: string): Promise<string[]> {
  const namesOf = async (...args: string[]) => {
    const only = ['--no-renames', '--diff-filter=D', '--relative', '--name-only'];
    const [command, ...more] = args as [string, ...string[]];
    const call = ['-c', 'core.quotePath=false', command, ...only, ...more, '--', '.'];
    return (await run('git', call, { cwd: dir, maxBuffer: 256 * 1024 * 1024 })).stdout.split('\n').filter(Boolean);
  };
  try {
    return [...new Set([...(await namesOf('log', '--format=')), ...(await namesOf('diff', 'HEAD'))])];
  } catch {
    return [];
  }
}

/**
 * Files below `dir` that are not as they were where the present state and a commit last had the same history. Rejects when git knows
 * no such commit.
 */
export async function readChanged(dir: string, commit: string): Promise<string[]> {
  const git = async (...args: string[]) =>
    (await run('git', ['-c', 'core.quotePath=false', ...args], { cwd: dir, maxBuffer: 256 * 1024 * 1024 })).stdout;
  const base = (await git('merge-base', '--end-of-options', commit, 'HEAD')).trim();
  const changed = await git('diff', '--name-only', '--no-renames', '--relative', base, '--', '.');
  const added = await git('ls-files', '--others', '--exclude-standard', '--', '.');
  return `${changed}${added}`.split('\n').filter(Boolean);
}

/** A file as it was at a commit; paths are relative to `dir`, as `readHistory` gives them. */
export interface FileVersion {
  hash: string;
  file: string;
}

/** The texts of files at commits, in the order in which they are asked for; undefined where there is none. One process reads them all. */
export async function readVersions(dir: string, wanted: readonly FileVersion[]): Promise<(string | undefined)[]> {
  if (wanted.length === 0) return [];
  const { stdout: prefix } = await run('git', ['rev-parse', '--show-prefix'], { cwd: dir });
  const child = spawn('git', ['cat-file', '--batch'], { cwd: dir, stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdin.on('error', () => {});
  child.stdin.end(wanted.map(({ hash, file }) => `${hash}:${prefix.trim()}${file}\n`).join(''));
  const chunks: Buffer[] = [];
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) chunks.push(chunk);
  const all = Buffer.concat(chunks);
  let at = 0;
  return wanted.map(() => {
    const end = all.indexOf('\n', at);
    if (end < 0) return undefined;
    const size = /^[0-9a-f]+ blob (\d+)$/.exec(all.toString('utf8', at, end))?.[1];
    at = end + 1;
    if (size === undefined) return undefined;
    const text = all.toString('utf8', at, at + Number(size));
    at += Number(size) + 1;
    return text;
  });
}

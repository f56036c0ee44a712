import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** One commit that touched a file. `date` is ISO 8601 with the committer's offset. */
export interface Commit {
  hash: string;
  date: string;
  subject: string;
}

export type History = ReadonlyMap<string, readonly Commit[]>;

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
    for (const file of files.filter(Boolean)) history.set(file, [...(history.get(file) ?? []), { hash, date, subject }]);
  }
  return history;
}

/** Files below `dir` that a commit has deleted or renamed; some may be there again. Empty where there is no git. */
export async function readDeleted(dir: string): Promise<string[]> {
  try {
    const args = ['-c', 'core.quotePath=false', 'log', '--no-renames', '--diff-filter=D', '--relative', '--name-only', '--format=', '--', '.'];
    const { stdout } = await run('git', args, { cwd: dir, maxBuffer: 256 * 1024 * 1024 });
    return [...new Set(stdout.split('\n').filter(Boolean))];
  } catch {
    return [];
  }
}

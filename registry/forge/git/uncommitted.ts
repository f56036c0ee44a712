import { type GitOptions, makeGit } from './git.ts';
import { withoutFilters } from './working-tree.ts';

/**
 * The files below a folder that no commit has as they are, by path from there: changed, new, or deleted. Empty outside git. What is
 * hidden is left out, because nothing reads it. Throws Unavailable when git cannot be asked.
 */
export async function findUncommitted(dir: string, options: GitOptions = {}): Promise<string[]> {
  const git = makeGit(dir, options);
  const found = await git('rev-parse', ['--show-prefix'], { accept: [0, 128] });
  if (found.code !== 0) return [];
  const prefix = found.stdout.trimEnd();
  const args = ['--porcelain', '-z', '--no-renames', '--untracked-files=all', '--ignore-submodules=all', '--', '.'];
  const { code, stdout } = await git('status', args, { settings: await withoutFilters({ git }), accept: [0, 128] });
  if (code !== 0) return [];
  return stdout
    .split('\0')
    .filter(Boolean)
    .map((line) => line.slice('XY '.length + prefix.length))
    .filter((path) => !path.split('/').some((part) => part.startsWith('.')))
    .sort();
}

/** Most files that are named: whoever has more of them looks with git. */
const NAMED = 5;

/** What to tell of such files; undefined when there are none. */
export function describeUncommitted(files: readonly string[]): string | undefined {
  if (files.length === 0) return undefined;
  const more = files.length > NAMED ? ` and ${files.length - NAMED} more` : '';
  return `not committed, and published as they lie in the folder: ${files.slice(0, NAMED).join(', ')}${more}`;
}

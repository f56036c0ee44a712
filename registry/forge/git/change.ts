import type { ProposalState } from '../forge.ts';
import { tryMerge } from './decision.ts';
import { type GitRepository, readBaseCommit } from './repository.ts';

/** The files of a proposal as they would be, by their path below the content folder; undefined for one that it deletes. */
export type ChangedFiles = ReadonlyMap<string, Buffer | undefined>;

/** What an open proposal changes of the base branch now; where it does not merge, what it changed of where it began. */
export async function readChange(
  repository: GitRepository,
  { commit }: ProposalState,
): Promise<{ files: ChangedFiles; conflicts: string[] }> {
  const { git } = repository;
  const base = await readBaseCommit(repository);
  const { tree, conflicts } = await tryMerge(repository, base, commit);
  const [from, to] =
    conflicts.length > 0 ? [(await git('merge-base', [base, commit])).stdout.trim(), commit] : ([base, tree] as const);
  const { stdout } = await git('diff-tree', ['-r', '-z', '--no-renames', '--name-only', from, to]);
  const paths = stdout.split('\0').flatMap((path) => belowContent(repository, path));
  const files = await Promise.all(paths.map(async (path) => [path, (await readFileAt(repository, to, path))?.bytes] as const));
  return { files: new Map(files), conflicts };
}

/** A file of a commit or tree, by its path below the content folder. */
export const readFileAt = ({ objects, locate }: GitRepository, commit: string, path: string) =>
  objects.read(`${commit}:${locate(`content/${path}`)}`);

/** The paths that each commit changed of its parent, below the content folder. */
export async function readPaths(repository: GitRepository, commits: readonly string[]): Promise<Map<string, string[]>> {
  if (commits.length === 0) return new Map();
  const { stdout } = await repository.git('diff-tree', ['--stdin', '-r', '-z', '--no-renames', '--name-only'], {
    stdin: `${commits.join('\n')}\n`,
  });
  const paths = new Map<string, string[]>(commits.map((commit) => [commit, []]));
  let own: string[] | undefined;
  for (const part of stdout.split('\0')) {
    const begun = paths.get(part.trim());
    if (begun) own = begun;
    else own?.push(...belowContent(repository, part));
  }
  return paths;
}

function belowContent({ locate }: GitRepository, path: string): string[] {
  const folder = locate('content/');
  return path.startsWith(folder) && path !== folder ? [path.slice(folder.length)] : [];
}

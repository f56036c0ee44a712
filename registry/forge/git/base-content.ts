import { layOverCode } from '../../content/disk.ts';
import type { Tree } from '../../content/tree.ts';
import { type BaseContent, type ListedFile, makeContentReader, type ReadBlobs } from '../base-content.ts';
import { Unavailable } from '../errors.ts';
import { makeGit } from './git.ts';
import { type GitRepository, readBaseCommit, readRef } from './repository.ts';

/**
 * Reads the content at the tip of the base branch from git objects, never from the working tree with its uncommitted changes.
 * `known` is content that was already read.
 */
export function makeGitBaseReader(repository: GitRepository, known?: () => Tree): () => Promise<BaseContent> {
  const reader = makeContentReader();
  let last: (BaseContent & { content: string }) | undefined;
  const read = async (): Promise<BaseContent> => {
    const commit = await readBaseCommit(repository);
    if (commit === last?.commit) return last;
    const content = await findContent(repository, commit);
    if (known) reader.know(known());
    const tree =
      content === last?.content
        ? last.tree
        : await layOverCode(
            await reader.makeTree(await treeFiles(repository, content), (blobs, keep) => readBlobs(repository, blobs, keep)),
          );
    last = { commit, content, tree };
    return last;
  };
  // One at a time: a call during another read gets the result of that read.
  let turn: Promise<unknown> = Promise.resolve();
  return () => {
    const result = turn.then(read);
    turn = result.catch(() => undefined);
    return result;
  };
}

type Place = Pick<GitRepository, 'git' | 'locate'>;

/** A content folder as one commit has it. */
export interface ContentAt {
  /** All forty digits. */
  commit: string;
  /** The day of the commit, YYYY-MM-DD in UTC. */
  date: string;
  tree: Tree;
}

/** The content of a commit, named as git names it; undefined where there is no git, or it has no such commit. */
export async function readContentAt(dir: string, name: string): Promise<ContentAt | undefined> {
  const git = makeGit(dir, {});
  const found = await git('rev-parse', ['--show-prefix'], { accept: [0, 128] });
  const commit = found.code === 0 ? await readRef(git, name) : undefined;
  if (commit === undefined) return undefined;
  const prefix = found.stdout.trimEnd();
  const place: Place = { git, locate: (path) => prefix + path.slice('content/'.length) };
  const files = await treeFiles(place, await findContent(place, commit));
  const tree = await layOverCode(await makeContentReader().makeTree(files, (blobs, keep) => readBlobs(place, blobs, keep)));
  const seconds = /^committer .* (\d+) [+-]\d{4}$/m.exec((await git('cat-file', ['commit', commit])).stdout)?.[1];
  return { commit, date: new Date(Number(seconds) * 1000).toISOString().slice(0, 10), tree };
}

/** The tree of the content folder; git's empty tree when the commit has no such folder. */
async function findContent({ git, locate }: Place, commit: string): Promise<string> {
  const folder = locate('content/').replace(/\/$/, '');
  const { code, stdout } = await git('rev-parse', ['--verify', '--quiet', '--end-of-options', `${commit}:${folder}`], {
    accept: [0, 1, 128],
  });
  return code === 0 ? stdout.trim() : (await git('hash-object', ['-t', 'tree', '-w', '--stdin'])).stdout.trim();
}

/** The files of a tree, or of a commit. */
export async function treeFiles({ git }: Pick<Place, 'git'>, tree: string): Promise<ListedFile[]> {
  const { stdout } = await git('ls-tree', ['-r', '-z', '-l', '--full-tree', tree]);
  return stdout
    .split('\0')
    .filter(Boolean)
    .map((line) => {
      const end = line.indexOf('\t');
      const [mode, , blob, size] = line.slice(0, end).split(/ +/) as [string, string, string, string];
      return { path: line.slice(end + 1), mode, blob, size: Number(size) || 0 };
    });
}

/** Reads one blob or more. Each object comes as `<id> blob <size>`, a line end, its bytes and another line end. */
export async function readBlobs(
  { git }: Pick<Place, 'git'>,
  blobs: readonly string[],
  keep: Parameters<ReadBlobs>[1],
): Promise<void> {
  const { bytes } = await git('cat-file', ['--batch'], { stdin: `${blobs.join('\n')}\n` });
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf('\n', at);
    const [blob = '', type, size = ''] = bytes.subarray(at, end).toString().split(' ');
    if (type !== 'blob') throw new Unavailable(`git has no file ${blob}.`);
    keep(blob, bytes.subarray(end + 1, end + 1 + Number(size)));
    at = end + 1 + Number(size) + 1;
  }
}

import { mapInTurns } from '../../content/in-turns.ts';
import { layOverCode } from '../../content/disk.ts';
import type { Tree } from '../../content/tree.ts';
import { type BaseContent, type ListedFile, makeContentReader, type ReadBlobs } from '../base-content.ts';
import { type GitHubRepository, callGitHub, readTip, where } from './client.ts';

/** Parallel requests for files: GitHub discourages bursts. */
const AT_ONCE = 4;

/**
 * Reads the content at the tip of the base branch from GitHub, independent of the local content folder: one request when the
 * branch has not moved, plus one for each changed file. `known` is content that was already read, so that a recent folder
 * leaves few files to request.
 */
export function makeGitHubBaseReader(github: GitHubRepository, known?: () => Tree): () => Promise<BaseContent> {
  const reader = makeContentReader();
  let last: (BaseContent & { content: string | undefined }) | undefined;
  const read = async (): Promise<BaseContent> => {
    const commit = await readTip(github);
    if (commit === last?.commit) return last;
    const content = await findContent(github, commit);
    if (known) reader.know(known());
    const isSame = last !== undefined && content === last.content;
    const files = isSame || content === undefined ? [] : await listFiles(github, content);
    const tree = isSame
      ? last!.tree
      : await layOverCode(await reader.makeTree(files, (blobs, keep) => readBlobs(github, blobs, keep)));
    last = { commit, content, tree };
    return last;
  };
  let turn: Promise<unknown> = Promise.resolve();
  return () => {
    const result = turn.then(read);
    turn = result.catch(() => undefined);
    return result;
  };
}

/** The tree of the content folder; undefined when the commit has none. */
async function findContent(github: GitHubRepository, commit: string): Promise<string | undefined> {
  const { git } = github.octokit.rest;
  const { tree: root } = await callGitHub('read the base branch', () => git.getCommit({ ...where(github), commit_sha: commit }));
  const { tree } = await callGitHub('read the base branch', () => git.getTree({ ...where(github), tree_sha: root.sha }));
  return tree.find(({ path, type }) => path === 'content' && type === 'tree')?.sha;
}

/** GitHub truncates lists at 100,000 entries or 7 MB and says so: then each folder is requested alone. */
async function listFiles(github: GitHubRepository, sha: string, folder = ''): Promise<ListedFile[]> {
  const { git } = github.octokit.rest;
  const ask = (more: { recursive?: string }) =>
    callGitHub('list the content', () => git.getTree({ ...where(github), tree_sha: sha, ...more }));
  const all = await ask({ recursive: '1' });
  const { tree } = all.truncated ? await ask({}) : all;
  const files = tree.flatMap(({ path, mode, type, sha: blob, size = 0 }) =>
    type === 'tree' ? [] : [{ path: `${folder}${path}`, mode, blob, size }],
  );
  if (!all.truncated) return files;
  const folders = tree.filter(({ type }) => type === 'tree');
  const inside = await mapInTurns(folders, 1, ({ path, sha: inner }) => listFiles(github, inner, `${folder}${path}/`));
  return [...files, ...inside.flat()];
}

async function readBlobs(github: GitHubRepository, blobs: readonly string[], keep: Parameters<ReadBlobs>[1]): Promise<void> {
  const { git } = github.octokit.rest;
  await mapInTurns(blobs, AT_ONCE, async (blob) => {
    const { content } = await callGitHub('read a file', () => git.getBlob({ ...where(github), file_sha: blob }));
    keep(blob, Buffer.from(content, 'base64'));
  });
}

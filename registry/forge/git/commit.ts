import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { commitMessage } from '../commit-message.ts';
import { Conflict, Rejected } from '../errors.ts';
import type { Proposal } from '../forge.ts';
import { type GitRepository, readBaseCommit, readRef } from './repository.ts';

/**
 * Writes the commit of a proposal on top of its base commit and returns its id; no ref names it yet. `folder` is the record's.
 * Uses its own index: the working tree and staged changes stay as they are.
 */
export async function writeCommit(repository: GitRepository, proposal: Proposal, folder: string): Promise<string> {
  const { git, locate, identity } = repository;
  const base = proposal.base === undefined ? await readBaseCommit(repository) : await findCommit(repository, proposal.base);
  const existing = await listBlobs(repository, base, folder);
  checkPlace(proposal, existing.has(locate(`${folder}/index.md`)), existing.size > 0);

  const wanted = new Map<string, string>();
  for (const { path, content } of proposal.files) {
    const { stdout } = await git('hash-object', ['-w', '--no-filters', '--stdin'], { stdin: content });
    wanted.set(locate(path), stdout.trim());
  }
  const changed = [...wanted].filter(([path, blob]) => existing.get(path) !== blob);
  if (changed.length === 0) throw new Rejected('nothing-changed', 'The base branch has exactly these files already.');

  const tree = await writeTree(repository, base, changed);
  const { stdout: differing } = await git('diff-tree', ['-r', '-z', '--no-renames', '--name-only', base, tree]);
  const intended = changed.map(([path]) => path).sort();
  if (differing.split('\0').filter(Boolean).sort().join('\0') !== intended.join('\0'))
    throw new Rejected('path', 'The commit would change other files than the proposal names.');

  const message = commitMessage(proposal.title, proposal.submissionId, proposal.coAuthor);
  const call = { stdin: message, identity: { ...identity, at: proposal.submittedAt ?? new Date() } };
  return (await git('commit-tree', ['-p', base, tree], call)).stdout.trim();
}

async function findCommit({ git }: GitRepository, commit: string): Promise<string> {
  const found = await readRef(git, commit);
  if (found === undefined) throw new Conflict(`The commit ${commit} that the proposal was made from is gone.`);
  return found;
}

function checkPlace({ action }: Proposal, hasRecord: boolean, hasFiles: boolean): void {
  if (action === 'create' && hasFiles) throw new Rejected('taken', 'The registry has a record of this id already.');
  if (action === 'improve' && !hasRecord) throw new Rejected('missing', 'The registry has no record of this id to improve.');
}

/** Prefix of folders for private indexes, beside the repository's own files; locks.ts removes those of killed processes. */
export const INDEX_FOLDER = 'proposal-index-';

async function writeTree(
  { git, commonDir }: GitRepository,
  base: string,
  blobs: readonly (readonly [string, string])[],
): Promise<string> {
  const dir = await mkdtemp(join(commonDir, INDEX_FOLDER));
  try {
    const index = join(dir, 'index');
    await git('read-tree', [base], { index });
    const added = await git('update-index', ['-z', '--index-info'], {
      index,
      stdin: blobs.map(([path, blob]) => `100644 ${blob} 0\t${path}\0`).join(''),
      accept: [0, 128],
    });
    if (added.code !== 0) throw new Rejected('path', `git refuses the path: ${added.stderr.slice(0, 300)}`);
    return (await git('write-tree', [], { index })).stdout.trim();
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function listBlobs({ git, locate }: GitRepository, commit: string, folder: string): Promise<Map<string, string>> {
  const { stdout } = await git('ls-tree', ['-r', '-z', '--full-tree', commit, '--', `${locate(folder)}/`]);
  const entries = stdout.split('\0').filter(Boolean);
  return new Map(entries.map((entry) => [entry.slice(entry.indexOf('\t') + 1), entry.split(/[ \t]/)[2]!]));
}

import { NotFound } from '../errors.ts';
import { type Git, type GitOptions, makeGit } from './git.ts';
import { type ObjectReader, openObjectReader } from './object-reader.ts';

export interface GitRepository {
  git: Git;
  /** Reads objects and refs without starting a program each time. */
  objects: ObjectReader;
  /** Top of the working tree; undefined in a bare repository. */
  root: string | undefined;
  /** Where refs are, shared by all working trees. */
  commonDir: string;
  /** Full name of the base branch, `refs/heads/main`. */
  baseRef: string;
  /** The author of our commits. */
  identity: { name: string; email: string };
  /** Maps a path `content/…` to its path in this repository. */
  locate: (path: string) => string;
}

export interface RepositoryOptions extends GitOptions {
  /** The content folder, or a bare repository with a folder `content`. */
  dir: string;
  /** Short name of the base branch; by default main, or else the checked-out branch. */
  base?: string;
  identity?: { name: string; email: string };
}

/** The author of what we commit, unless another is given. */
export const IDENTITY = { name: 'Lo que funciona', email: 'registry@users.noreply.invalid' };

/** Finds the repository of a content folder. Throws NotFound when there is none, or when it has no commit yet. */
export async function openRepository({ dir, base, identity = IDENTITY, ...options }: RepositoryOptions): Promise<GitRepository> {
  const ask = makeGit(dir, options);
  const found = await ask('rev-parse', ['--path-format=absolute', '--git-common-dir', '--is-bare-repository', '--show-prefix'], {
    accept: [0, 128],
  });
  if (found.code !== 0) throw new NotFound(`${dir} is not in a git repository.`);
  const [commonDir, bare, prefix = ''] = found.stdout.split('\n') as [string, string, string?];
  const isBare = bare === 'true';
  const root = isBare ? undefined : (await ask('rev-parse', ['--show-toplevel'])).stdout.trimEnd();
  const git = makeGit(root ?? commonDir, options);
  const objects = openObjectReader(root ?? commonDir, options);
  const baseRef = await findBase(git, base);
  const place = isBare ? 'content/' : prefix;
  return { git, objects, root, commonDir, baseRef, identity, locate: (path) => place + path.slice('content/'.length) };
}

async function findBase(git: Git, base: string | undefined): Promise<string> {
  const head = await git('symbolic-ref', ['--quiet', 'HEAD'], { accept: [0, 1, 128] });
  const candidates = base === undefined ? ['refs/heads/main', head.stdout.trim()] : [`refs/heads/${base}`];
  for (const candidate of candidates) if (candidate && (await readRef(git, candidate))) return candidate;
  throw new NotFound(`The repository has no commit on ${base ?? 'main'} yet: commit the content first.`);
}

/** The commit that a ref names, or undefined. */
export async function readRef(git: Git, ref: string): Promise<string | undefined> {
  const { code, stdout } = await git('rev-parse', ['--verify', '--quiet', '--end-of-options', `${ref}^{commit}`], {
    accept: [0, 1, 128],
  });
  return code === 0 ? stdout.trim() : undefined;
}

/** The tip of the base branch now. */
export async function readBaseCommit({ objects, baseRef }: GitRepository): Promise<string> {
  const tip = await objects.find(`${baseRef}^{commit}`);
  if (tip === undefined) throw new NotFound(`The branch ${baseRef} is gone.`);
  return tip.id;
}

import { commitMessage, safeName } from '../commit-message.ts';
import { Conflict, Rejected, Unavailable } from '../errors.ts';
import type { Proposal } from '../forge.ts';
import {
  FILE,
  FOLDER,
  type GitObject,
  entryNames,
  objectId,
  packObjects,
  readTreeObject,
  type TreeEntries,
  writeTreeObject,
} from './objects.ts';
import { type ProposalNote, noteOf } from './proposals.ts';
import { type GitRepository, readBaseCommit } from './repository.ts';

/** What the refs of a new proposal are to name. */
export interface WrittenCommit {
  commit: string;
  /** The blob with the ProposalNote. */
  note: string;
  /** The date of the commit. */
  at: Date;
}

/**
 * Writes the commit of a proposal on top of its base commit, and the note for reviewers; no ref names them yet. `folder` is the
 * record's. Reads only the trees on the way to that folder. Index, working tree and staged changes stay as they are.
 */
export async function writeCommit(repository: GitRepository, proposal: Proposal, folder: string): Promise<WrittenCommit> {
  const { objects, locate, identity } = repository;
  const base = proposal.base === undefined ? await readBaseCommit(repository) : await findCommit(repository, proposal.base);
  await checkPlace(repository, proposal, base, folder);

  const written = new Map<string, GitObject>();
  const write = (type: GitObject['type'], bytes: Uint8Array): string => {
    const id = objectId({ type, bytes }, base.length);
    written.set(id, { type, bytes });
    return id;
  };
  const files = proposal.files.map(({ path, content }) => ({ path: locate(path), id: write('blob', Buffer.from(content)) }));
  const existing = await Promise.all(files.map(({ path }) => objects.find(`${base}:${path}`)));
  const changed = files.filter(({ id }, index) => existing[index]?.id !== id);
  if (changed.length === 0) throw new Rejected('nothing-changed', 'The base branch has exactly these files already.');

  const root = await objects.find(`${base}^{tree}`);
  const tree = await changeTree(
    repository,
    root?.id,
    changed.map(({ path, id }) => ({ names: entryNames(path), id })),
    write,
  );
  const at = new Date(Math.floor((proposal.submittedAt ?? new Date()).getTime() / 1000) * 1000);
  const message = commitMessage(proposal.title, proposal.submissionId, proposal.coAuthor);
  const commit = write('commit', commitObject({ tree, parent: base, identity, at, message }));
  const note = write('blob', Buffer.from(JSON.stringify(noteOf(proposal) satisfies ProposalNote)));
  // git looks at each object before it writes it, and waits until all are on the disk.
  await repository.git('unpack-objects', ['-q', '--strict'], { stdin: await packObjects([...written.values()], base.length) });
  return { commit, note, at };
}

/** A file that a reviewer adds to a proposal. */
export interface AddedFile {
  /** `content/…` */
  path: string;
  content: string;
  /** The subject of the commit. */
  message: string;
  /** The reviewer's name for the history. */
  by: string;
}

/** Writes a commit on top of another with one more file, or with another text in it; no ref names it yet. */
export async function writeFileCommit(
  repository: GitRepository,
  parent: string,
  { path, content, message, by }: AddedFile,
): Promise<string> {
  const { objects, locate, identity } = repository;
  const written = new Map<string, GitObject>();
  const write = (type: GitObject['type'], bytes: Uint8Array): string => {
    const id = objectId({ type, bytes }, parent.length);
    written.set(id, { type, bytes });
    return id;
  };
  const root = await objects.find(`${parent}^{tree}`);
  const file = { names: entryNames(locate(path)), id: write('blob', Buffer.from(content)) };
  const tree = await changeTree(repository, root?.id, [file], write);
  const text = `${message}\n\nReviewed-by: ${safeName(by)}\n`;
  const commit = write('commit', commitObject({ tree, parent, identity, at: new Date(), message: text }));
  await repository.git('unpack-objects', ['-q', '--strict'], { stdin: await packObjects([...written.values()], parent.length) });
  return commit;
}

function commitObject(said: {
  tree: string;
  parent: string;
  identity: GitRepository['identity'];
  at: Date;
  message: string;
}): Buffer {
  const { tree, parent, identity, at, message } = said;
  const person = `${identity.name} <${identity.email}> ${Math.floor(at.getTime() / 1000)} +0000`;
  return Buffer.from(`tree ${tree}\nparent ${parent}\nauthor ${person}\ncommitter ${person}\n\n${message}`);
}

async function findCommit({ objects }: GitRepository, commit: string): Promise<string> {
  const found = await objects.find(`${commit}^{commit}`);
  if (found === undefined) throw new Conflict(`The commit ${commit} that the proposal was made from is gone.`);
  return found.id;
}

async function checkPlace({ objects, locate }: GitRepository, { action }: Proposal, base: string, folder: string): Promise<void> {
  const isCreation = action === 'create';
  const found = await objects.find(`${base}:${locate(isCreation ? folder : `${folder}/index.md`)}`);
  if (isCreation && found) throw new Rejected('taken', 'The registry has a record of this id already.');
  if (!isCreation && !found) throw new Rejected('missing', 'The registry has no record of this id to improve.');
}

interface ChangedFile {
  /** The names of the folders below the tree, and of the file. */
  names: readonly string[];
  id: string;
}

/** Writes a tree with some files changed, and the folders in it that have them. Whatever else it has stays. */
async function changeTree(
  repository: GitRepository,
  tree: string | undefined,
  files: readonly ChangedFile[],
  write: (type: 'tree', bytes: Uint8Array) => string,
): Promise<string> {
  const entries: TreeEntries = tree === undefined ? new Map() : await readEntries(repository, tree);
  for (const [name, inside] of Map.groupBy(files, ({ names }) => names[0]!)) {
    const file = inside.find(({ names }) => names.length === 1);
    const before = entries.get(name);
    // A folder in the place of a file, or a file in that of a folder, would remove what is there.
    if (before && (before.mode === FOLDER) === (file !== undefined))
      throw new Rejected('path', 'The commit would change other files than the proposal names.');
    const below = inside.map(({ names, id }) => ({ names: names.slice(1), id }));
    const entry = file
      ? { mode: FILE, id: file.id }
      : { mode: FOLDER, id: await changeTree(repository, before?.id, below, write) };
    entries.set(name, entry);
  }
  return write('tree', writeTreeObject(entries));
}

async function readEntries({ objects }: GitRepository, tree: string): Promise<TreeEntries> {
  const found = await objects.read(tree);
  if (!found) throw new Unavailable(`git has no tree ${tree}.`);
  return readTreeObject(found.bytes, tree.length);
}

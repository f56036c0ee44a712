import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Json } from './description.ts';
import { created, type Handler, type Hub, objectType, ok, Refusal, SHA } from './hub.ts';

export const createBlob: Handler = async ({ git }, { body }) => {
  const bytes = Buffer.from(body['content'] as string, body['encoding'] === 'base64' ? 'base64' : 'utf8');
  const { stdout } = await git('hash-object', ['-w', '--no-filters', '--stdin'], { stdin: bytes });
  return created({ sha: stdout.trim() });
};

export const getBlob: Handler = async (hub, { params }) => {
  const sha = params['file_sha']!;
  const found = SHA.test(sha) ? await hub.objects.read(sha) : undefined;
  if (found?.type !== 'blob') throw new Refusal(404, 'Not Found');
  const { bytes } = found;
  return ok({ sha, size: bytes.length, encoding: 'base64', content: bytes.toString('base64') });
};

export const createTree: Handler = async (hub, { body }) => {
  const base = body['base_tree'] as string | undefined;
  if (base !== undefined && !['tree', 'commit'].includes((await objectType(hub, base)) ?? ''))
    throw new Refusal(422, 'base_tree is not a valid tree');
  const dir = await mkdtemp(join(tmpdir(), 'fake-github-'));
  try {
    const index = join(dir, 'index');
    await hub.git('read-tree', base === undefined ? ['--empty'] : [base], { index });
    let stdin = '';
    for (const entry of body['tree'] as Json[]) stdin += await indexLine(hub, entry);
    const { code } = await hub.git('update-index', ['-z', '--index-info'], { index, stdin, accept: [0, 128] });
    if (code !== 0) throw new Refusal(422, 'tree.path contains a malformed path component');
    const { stdout } = await hub.git('write-tree', [], { index });
    return created({ sha: stdout.trim(), tree: await listTree(hub, stdout.trim(), []), truncated: false });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
};

async function indexLine(hub: Hub, { path, mode = '100644', sha, content }: Json): Promise<string> {
  let blob = sha as string | null | undefined;
  if (content !== undefined)
    blob = (await hub.git('hash-object', ['-w', '--no-filters', '--stdin'], { stdin: content as string })).stdout.trim();
  const isRemoval = blob === null;
  if (!isRemoval && (!blob || (await objectType(hub, blob)) !== 'blob')) throw new Refusal(422, 'tree.sha is not a valid blob');
  return isRemoval ? `0 ${'0'.repeat(40)}\t${String(path)}\0` : `${String(mode)} ${blob} 0\t${String(path)}\0`;
}

export const getTree: Handler = async (hub, { params, query }) => {
  const sha = params['tree_sha']!;
  if (!['tree', 'commit'].includes((await objectType(hub, sha)) ?? '')) throw new Refusal(404, 'Not Found');
  return ok({ sha, tree: await listTree(hub, sha, query.get('recursive') ? ['-r', '-t'] : []), truncated: false });
};

async function listTree({ git }: Hub, tree: string, options: string[]): Promise<Json[]> {
  const { stdout } = await git('ls-tree', ['-z', '-l', '--full-tree', ...options, tree]);
  return stdout
    .split('\0')
    .filter(Boolean)
    .map((line) => {
      const [mode, type, sha, size] = line.slice(0, line.indexOf('\t')).split(/ +/);
      return { path: line.slice(line.indexOf('\t') + 1), mode, type, sha, ...(type === 'blob' ? { size: Number(size) } : {}) };
    });
}

export const createCommit: Handler = async (hub, { body, login }) => {
  const [tree, parents] = [body['tree'] as string, (body['parents'] ?? []) as string[]];
  if ((await objectType(hub, tree)) !== 'tree') throw new Refusal(422, 'Tree SHA does not exist');
  for (const parent of parents)
    if ((await objectType(hub, parent)) !== 'commit') throw new Refusal(422, 'Parent SHA does not exist or is not a commit');
  const author = body['author'] as { name?: string; email?: string; date?: string } | undefined;
  const identity = {
    name: author?.name ?? login,
    email: author?.email ?? `${login}@users.noreply.github.invalid`,
    at: author?.date ? new Date(author.date) : new Date(),
  };
  const args = [...parents.flatMap((parent) => ['-p', parent]), tree];
  const { stdout } = await hub.git('commit-tree', args, { stdin: body['message'] as string, identity });
  return created(await describeCommit(hub, stdout.trim()));
};

export const getCommit: Handler = async (hub, { params }) => {
  if ((await objectType(hub, params['commit_sha']!)) !== 'commit') throw new Refusal(404, 'Not Found');
  return ok(await describeCommit(hub, params['commit_sha']!));
};

async function describeCommit({ objects }: Hub, sha: string): Promise<Json> {
  const text = (await objects.read(sha))!.bytes.toString();
  const end = text.indexOf('\n\n');
  const header = text.slice(0, end).split('\n');
  const values = (name: string) =>
    header.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
  const person = (line = '') => {
    const [, name, email, seconds] = /^(.*) <(.*)> (\d+) /.exec(line) ?? [];
    return { name, email, date: new Date(Number(seconds) * 1000).toISOString() };
  };
  return {
    sha,
    message: text.slice(end + 2).replace(/\n$/, ''),
    tree: { sha: values('tree')[0] },
    parents: values('parent').map((parent) => ({ sha: parent })),
    author: person(values('author')[0]),
    committer: person(values('committer')[0]),
    verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null },
  };
}

export const getContent: Handler = async (hub, { params, query }) => {
  const path = params['path']!;
  const ref = query.get('ref') ?? 'HEAD';
  const spec = SHA.test(ref) || ref === 'HEAD' ? ref : `refs/heads/${ref}`;
  const found = await hub.objects.read(`${spec}:${path}`);
  if (!found) throw new Refusal(404, 'Not Found');
  const { id: sha, type, bytes } = found;
  const name = path.split('/').at(-1);
  if (type === 'tree') {
    const entries = await listTree(hub, sha, []);
    return ok(entries.map((entry) => ({ ...describeEntry(path, entry) })));
  }
  return ok({ type: 'file', encoding: 'base64', size: bytes.length, name, path, content: bytes.toString('base64'), sha });
};

const describeEntry = (folder: string, { path, type, sha, size }: Json): Json => ({
  type: type === 'tree' ? 'dir' : 'file',
  size: size ?? 0,
  name: path,
  path: `${folder}/${String(path)}`,
  sha,
});

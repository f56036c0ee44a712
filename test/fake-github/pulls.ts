import { type Json } from './description.ts';
import { created, type Handler, type Hub, ok, Refusal, tipOf } from './hub.ts';
import { describePull, tell } from './pull-description.ts';
import type { Pull } from './state.ts';

const now = () => new Date().toISOString().replace(/\.\d+/, '');

export const listPulls: Handler = async (hub, { query }) => {
  const [state, head, base] = [query.get('state') ?? 'open', query.get('head'), query.get('base')];
  const asked = hub.file.state.pulls.filter(
    (pull) => (head === null || head === `${ownerOf(hub, pull)}:${pull.head}`) && (base === null || base === pull.base),
  );
  await Promise.all(asked.map((pull) => follow(hub, pull)));
  const found = asked.filter((pull) => state === 'all' || pull.state === state).toReversed();
  const [size, page] = [Number(query.get('per_page') ?? 30), Number(query.get('page') ?? 1)];
  const next = new URLSearchParams(query);
  next.set('page', String(page + 1));
  const link: Record<string, string> = found.length > size * page ? { link: `<{self}?${next}>; rel="next"` } : {};
  return { ...ok(found.slice(size * (page - 1), size * page).map((pull) => describePull(hub, pull))), headers: link };
};

export const getPull: Handler = async (hub, { params }) => {
  const pull = await find(hub, params);
  return ok(await describeFully(hub, pull));
};

export const createPull: Handler = async (hub, { body, login }) => {
  const { title, head, base } = body as { title?: string; head: string; base: string };
  const { pulls } = hub.file.state;
  const branch = head.replace(`${hub.owner}:`, '');
  const invalid = (field: string) => new Refusal(422, 'Validation Failed', [{ resource: 'PullRequest', field, code: 'invalid' }]);
  const custom = (message: string) =>
    new Refusal(422, 'Validation Failed', [{ resource: 'PullRequest', code: 'custom', message }]);
  const [sha, target] = [await tipOf(hub, `refs/heads/${branch}`), await tipOf(hub, `refs/heads/${base}`)];
  if (sha === undefined) throw invalid('head');
  if (target === undefined) throw invalid('base');
  if (!title) throw new Refusal(422, 'Validation Failed', [{ resource: 'PullRequest', field: 'title', code: 'missing_field' }]);
  if (pulls.some((pull) => pull.state === 'open' && !pull.fork && pull.head === branch && pull.base === base))
    throw custom(`A pull request already exists for ${hub.owner}:${branch}.`);
  const { stdout } = await hub.git('rev-list', ['--count', `${target}..${sha}`]);
  if (stdout.trim() === '0') throw custom(`No commits between ${base} and ${branch}`);
  const pull: Pull = {
    ...{
      number: pulls.length + 1,
      title,
      body: (body['body'] as string | undefined) ?? null,
      head: branch,
      base,
      sha,
      author: login,
    },
    ...{ state: 'open', labels: [], reviewers: [], teams: [], createdAt: now(), updatedAt: now() },
    ...{ closedAt: null, mergedAt: null, mergeCommit: null },
  };
  pulls.push(pull);
  hub.file.save();
  tell(hub, pull, 'opened', login);
  return created(await describeFully(hub, pull));
};

export const updatePull: Handler = async (hub, { params, body, login }) => {
  const pull = await find(hub, params);
  const before = pull.state;
  if (body['state'] === 'closed' && pull.state === 'open') close(pull);
  if (body['state'] === 'open' && pull.mergedAt === null)
    Object.assign(pull, { state: 'open', closedAt: null, updatedAt: now() });
  hub.file.save();
  if (pull.state !== before) tell(hub, pull, pull.state === 'closed' ? 'closed' : 'reopened', login);
  return ok(await describeFully(hub, pull));
};

export const mergePull: Handler = async (hub, { params, body, login }) => {
  const pull = await find(hub, params);
  const tree = pull.state === 'open' ? await mergedTree(hub, pull) : undefined;
  if (tree === undefined) throw new Refusal(405, 'Pull Request is not mergeable');
  if (body['sha'] !== undefined && body['sha'] !== pull.sha)
    throw new Refusal(409, 'Head branch was modified. Review and try the merge again.');
  const base = (await tipOf(hub, `refs/heads/${pull.base}`))!;
  const identity = { name: login, email: `${login}@users.noreply.github.invalid`, at: new Date() };
  const message = `Merge pull request #${pull.number} from ${hub.owner}/${pull.head}\n\n${pull.title}\n`;
  const merge = (await hub.git('commit-tree', ['-p', base, '-p', pull.sha, tree], { stdin: message, identity })).stdout.trim();
  await hub.git('update-ref', ['--stdin'], { stdin: `update refs/heads/${pull.base} ${merge} ${base}\n` });
  close(pull);
  Object.assign(pull, { mergedAt: now(), mergeCommit: merge });
  hub.file.save();
  tell(hub, pull, 'closed', login);
  return ok({ sha: merge, merged: true, message: 'Pull Request successfully merged' });
};

export const listFiles: Handler = async (hub, { params }) => {
  const pull = await find(hub, params);
  const { stdout } = await hub.git('diff-tree', [
    '-r',
    '-z',
    '--no-renames',
    '--merge-base',
    `refs/heads/${pull.base}`,
    pull.sha,
  ]);
  const parts = stdout.split('\0').filter(Boolean);
  const status: Record<string, string> = { A: 'added', D: 'removed', M: 'modified' };
  const files = parts.flatMap((part, index) => {
    if (index % 2 === 1) return [];
    const [, , , sha, letter = 'M'] = part.split(' ');
    return [{ sha, filename: parts[index + 1], status: status[letter] ?? 'changed', additions: 0, deletions: 0, changes: 0 }];
  });
  return ok(files);
};

export const requestReviewers: Handler = async (hub, { params, body, login: asker }) => {
  const pull = await find(hub, params);
  const reviewers = (body['reviewers'] ?? []) as string[];
  const teams = (body['team_reviewers'] ?? []) as string[];
  if (reviewers.includes(pull.author)) throw new Refusal(422, 'Review cannot be requested from pull request author.');
  const isUnknown =
    reviewers.some((login) => !hub.collaborators.includes(login)) || teams.some((team) => !hub.teams.includes(team));
  if (isUnknown)
    throw new Refusal(
      422,
      `Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ${hub.owner}/${hub.repo} repository.`,
    );
  pull.reviewers = [...new Set([...pull.reviewers, ...reviewers])];
  pull.teams = [...new Set([...pull.teams, ...teams])];
  hub.file.save();
  for (let asked = reviewers.length + teams.length; asked > 0; asked--) tell(hub, pull, 'review_requested', asker);
  return created(describePull(hub, pull));
};

async function find(hub: Hub, { pull_number }: Record<string, string>): Promise<Pull> {
  const pull = hub.file.state.pulls.find(({ number }) => number === Number(pull_number));
  if (!pull) throw new Refusal(404, 'Not Found');
  await follow(hub, pull);
  return pull;
}

const ownerOf = ({ owner }: Hub, { fork }: Pull) => fork?.split('/')[0] ?? owner;

/** An open pull request's head is wherever its branch is; without the branch it is closed. */
async function follow(hub: Hub, pull: Pull): Promise<void> {
  if (pull.state === 'closed' || pull.fork) return;
  const sha = await tipOf(hub, `refs/heads/${pull.head}`);
  if (sha === undefined) close(pull);
  else if (sha !== pull.sha) Object.assign(pull, { sha, updatedAt: now() });
}

const close = (pull: Pull) => Object.assign(pull, { state: 'closed', closedAt: now(), updatedAt: now() });

async function mergedTree({ git }: Hub, pull: Pull): Promise<string | undefined> {
  const { code, stdout } = await git('merge-tree', ['--write-tree', `refs/heads/${pull.base}`, pull.sha], { accept: [0, 1] });
  return code === 0 ? stdout.trim() : undefined;
}

async function describeFully(hub: Hub, pull: Pull): Promise<Json> {
  const isMergeable = pull.state === 'open' && (await mergedTree(hub, pull)) !== undefined;
  const merged = { merged: pull.mergedAt !== null, mergeable: isMergeable, mergeable_state: isMergeable ? 'clean' : 'dirty' };
  return { ...describePull(hub, pull), ...merged };
}

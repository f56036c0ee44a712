import type { Json } from './description.ts';
import type { Hub } from './hub.ts';
import type { Label, Pull } from './state.ts';

export const describeLabel = ({ id, name, color, description }: Label) => ({ id, name, color, description, default: false });

/** A pull request as lists have it. */
export function describePull({ owner, repo, file }: Hub, pull: Pull): Json {
  const user = (login: string) => ({ login, type: 'User' });
  const side = (ref: string, sha: string, fullName = `${owner}/${repo}`) => ({
    label: `${owner}:${ref}`,
    ref,
    sha,
    user: user(owner),
    repo: { name: repo, full_name: fullName, owner: user(owner) },
  });
  return {
    number: pull.number,
    html_url: `https://github.invalid/${owner}/${repo}/pull/${pull.number}`,
    title: pull.title,
    body: pull.body,
    state: pull.state,
    user: user(pull.author),
    labels: file.state.labels.filter(({ name }) => pull.labels.includes(name)).map(describeLabel),
    requested_reviewers: pull.reviewers.map(user),
    requested_teams: pull.teams.map((slug) => ({ slug, name: slug, description: null, permission: 'push' })),
    head: side(pull.head, pull.sha, pull.fork),
    base: side(pull.base, ''),
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeCommit,
    author_association: 'COLLABORATOR',
  };
}

/** The webhook event for what happened to a pull request. */
export function tell(hub: Hub, pull: Pull, action: string, login: string): void {
  const { owner, repo } = hub;
  const merged = { merged: pull.mergedAt !== null, merged_at: pull.mergedAt };
  hub.webhooks.send('pull_request', {
    ...{ action, number: pull.number, pull_request: { ...describePull(hub, pull), ...merged } },
    ...{ repository: { name: repo, full_name: `${owner}/${repo}` }, sender: { login, type: 'Bot' } },
  } as { action: string });
}

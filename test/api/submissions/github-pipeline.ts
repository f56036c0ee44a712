import { generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FakeGitHub, startFakeGitHub } from '../../fake-github/server.ts';
import type { Pull } from '../../fake-github/state.ts';
import { gitBytes } from '../../contract/forge-git.ts';
import { readFixtureRegistry, writeTree } from '../../fixtures/fixture-tree.ts';
import { makeShellSite } from '../../unit/submission/form/server.ts';
import { type ServerProcess, startServer } from './server-process.ts';

const TOKEN = 'token-of-a-bot-that-may-write';
const SECRET = 'a webhook secret of some length';
const CODEOWNERS = '* @maintainer\n/content/cases/ @network/editors\n/content/cases/ury/ @reviewer-uruguay @network/uruguay\n';

export interface GitHubPipeline {
  fake: FakeGitHub;
  /** The folder with everything, including the outbox. */
  folder: string;
  siteDir: string;
  /** The operator's clone of GitHub's repository. */
  clone: string;
  /** Starts the server as an operator with GitHub does; webhooks go to the server started last. */
  start: (env?: Record<string, string>) => Promise<ServerProcess>;
  pulls: () => Pull[];
  /** A maintainer's decision on a pull request at GitHub. */
  decide: (number: number, what: 'merge' | 'close' | 'reopen') => Promise<void>;
  /** A maintainer's push to the base branch; GitHub sends a webhook for it. */
  push: (path: string, change: (text: string) => string) => Promise<void>;
  /** Runs git in GitHub's repository. */
  git: (...args: string[]) => Promise<string>;
  /** Pieces of the credentials, each long enough to identify them. */
  secrets: readonly string[];
  stop: () => Promise<void>;
}

export interface PipelineOptions {
  credentials?: 'token' | 'app';
  /** A built site; by default one with only the form. */
  siteDir?: string;
}

/** The fake GitHub with the miniature registry and owners of its folders, and an operator's clone that the server reads. */
export async function openGitHubPipeline({
  credentials = 'token',
  siteDir: given,
}: PipelineOptions = {}): Promise<GitHubPipeline> {
  const folder = await mkdtemp(join(tmpdir(), 'registry-github-'));
  const [seed, bare, clone] = ['seed', 'forge/repository.git', 'clone'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const gitIn = async (dir: string, ...args: string[]) => (await gitBytes(dir, ...args)).toString();
  await mkdir(join(seed, '.github'), { recursive: true });
  await writeTree(await readFixtureRegistry(), join(seed, 'content'));
  await writeFile(join(seed, '.github', 'CODEOWNERS'), CODEOWNERS);
  await gitIn(seed, 'init', '--quiet', '--initial-branch=main');
  await gitIn(seed, 'add', '--all');
  await gitIn(seed, 'commit', '--quiet', '--message=Content');
  await gitIn(folder, 'clone', '--quiet', '--bare', seed, bare);
  await gitIn(folder, 'clone', '--quiet', bare, clone);
  const siteDir = given ?? join(folder, 'site');
  if (given === undefined) await makeShellSite(siteDir);

  const key = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const fake = await startFakeGitHub({
    dir: join(folder, 'forge'),
    tokens: { [TOKEN]: 'write' },
    collaborators: ['maintainer', 'reviewer-uruguay'],
    teams: ['editors', 'uruguay'],
    app: { id: 77, installation: 4, publicKey: key.publicKey.export({ type: 'spki', format: 'pem' }).toString() },
  });
  const pem = key.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  const secrets: Record<string, string> =
    credentials === 'token'
      ? { GITHUB_TOKEN: TOKEN }
      : { GITHUB_APP_ID: '77', GITHUB_INSTALLATION_ID: '4', GITHUB_PRIVATE_KEY: pem.replaceAll('\n', String.raw`\n`) };

  return {
    fake,
    folder,
    siteDir,
    clone,
    async start(env = {}) {
      const server = await startServer({
        contentDir: join(clone, 'content'),
        siteDir,
        folder,
        env: {
          GITHUB_REPOSITORY: `${fake.owner}/${fake.repo}`,
          GITHUB_API_URL: fake.url,
          GITHUB_SPACING: 'off',
          GITHUB_WEBHOOK_SECRET: SECRET,
          SITE_URL: 'https://registry.example',
          // Tests poll this often.
          LIMIT_READING: '1000000',
          REBUILD_COMMAND: `git -C '${clone}' pull --quiet --ff-only`,
          ...secrets,
          ...env,
        },
      });
      fake.hub.webhooks.sendTo({ url: `${server.origin}/v1/webhooks/github`, secret: SECRET });
      return server;
    },
    pulls: () => fake.hub.file.state.pulls,
    async decide(number, what) {
      const url = `${fake.url}/repos/${fake.owner}/${fake.repo}/pulls/${number}`;
      const [method, path, body] =
        what === 'merge' ? ['PUT', '/merge', {}] : ['PATCH', '', { state: what === 'close' ? 'closed' : 'open' }];
      const headers = { authorization: `token ${TOKEN}`, 'content-type': 'application/json' };
      const response = await fetch(url + path, { method, headers, body: JSON.stringify(body) });
      if (!response.ok) throw new Error(`${what} of #${number}: ${response.status} ${await response.text()}`);
    },
    async push(path, change) {
      await gitIn(seed, 'pull', '--quiet', '--ff-only', bare, 'main');
      await writeFile(join(seed, path), change(await readFile(join(seed, path), 'utf8')));
      await gitIn(seed, 'commit', '--quiet', '--all', '--message=Mended');
      await gitIn(seed, 'push', '--quiet', bare, 'main');
      fake.hub.webhooks.send('push', { ref: 'refs/heads/main', commits: [] } as object);
    },
    git: (...args) => gitIn(bare, ...args),
    secrets: [TOKEN, SECRET, pem.split('\n')[3]!],
    async stop() {
      await fake.close();
      await rm(folder, { recursive: true, force: true });
      if (fake.violations.length > 0) throw new Error(`Against GitHub's own description: ${fake.violations.join('; ')}`);
    },
  };
}

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startFakeGitHub } from './server.ts';

/**
 * The fake GitHub as a process:
 *
 *     node test/fake-github/main.ts --dir <folder> [--from <git repository>] [--port 0] [--token secret] [--owner network] [--repo registry]
 *
 * Keeps everything in the folder, so that it can be killed and started again. Says its address on the first line of output.
 */
const { values } = parseArgs({
  options: {
    dir: { type: 'string' },
    from: { type: 'string' },
    port: { type: 'string', default: '0' },
    token: { type: 'string', default: 'secret' },
    owner: { type: 'string', default: 'network' },
    repo: { type: 'string', default: 'registry' },
    collaborator: { type: 'string', multiple: true, default: [] },
    team: { type: 'string', multiple: true, default: [] },
  },
});
if (values.dir === undefined) throw new Error('--dir says where the fake GitHub keeps its repository.');
const repository = join(values.dir, 'repository.git');
if (!existsSync(repository)) {
  if (values.from === undefined)
    throw new Error(`${repository} is not there: --from says of which repository it is to be a copy.`);
  mkdirSync(values.dir, { recursive: true });
  execFileSync('git', ['clone', '--quiet', '--bare', '--no-hardlinks', values.from, repository]);
}
const fake = await startFakeGitHub({
  dir: values.dir,
  owner: values.owner,
  repo: values.repo,
  tokens: { [values.token]: 'write' },
  collaborators: values.collaborator,
  teams: values.team,
  port: Number(values.port),
});
console.log(fake.url);

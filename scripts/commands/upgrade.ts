import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { parseDocument } from 'yaml';
import { checkRegistry } from '#registry/check.ts';
import { isError } from '#registry/finding/finding.ts';
import { registrySchema } from '#registry/settings.ts';
import { type Command, type ExitCode, Failure, type Io, UsageError } from '../command.ts';
import { loadTree } from '../load.ts';
import { commonOptions, commonUsage, contentFolder, parseOptions, today } from '../options.ts';
import { migrate } from './migrate.ts';

const run = promisify(execFile);

export const upgrade: Command = {
  summary: 'Has a registry of its own run this release: one commit.',
  usage: `npm run registry -- upgrade <release> [options]

In the folder of a registry that "init" has made: npm run upgrade -- <release>. That fetches the release first. This names it in content/registry.yml, brings over what is of an older format, checks everything, and makes one commit.
With errors nothing is committed: mend them and commit, or take the changes back with git.

${commonUsage}`,
  async run(args, io) {
    const { values, positionals } = parseOptions(args, commonOptions);
    const [release = '', ...more] = positionals;
    if (more.length > 0 || !/^v\d+\.\d+\.\d+$/.test(release)) throw new UsageError('Say the release: v1.2.3');
    const content = contentFolder(values.content, io);
    if (await git(content, 'status', '--porcelain', '--', '.'))
      throw new Failure('Commit what you have changed first: an upgrade is one commit.');
    const before = await pin(content, release);
    return await migrateAndCommit(content, before, release, io);
  },
};

async function migrateAndCommit(content: string, before: string, release: string, io: Io): Promise<ExitCode> {
  const migrated = await migrate.run(['--content', content], io);
  const errors = checkRegistry(await loadTree(content), { today: today() }).filter(isError);
  if (migrated !== 0 || errors.length > 0) {
    io.stderr(`${errors.length} errors with ${release}; nothing is committed. See: npm run check\n`);
    return 1;
  }
  await git(content, 'add', '--all', '--', '.');
  if (!(await git(content, 'diff', '--cached', '--name-only', '--', '.'))) {
    io.stdout(`${release} is what runs already.\n`);
    return 0;
  }
  await git(content, 'commit', '--quiet', '--message', `Run ${release} instead of ${before}`);
  io.stdout(`${release} runs here now. Look at the commit, then push it.\n`);
  return 0;
}

/** Names another release in registry.yml, and gives the one before. */
async function pin(content: string, release: string): Promise<string> {
  const file = join(content, 'registry.yml');
  const document = parseDocument(await readFile(file, 'utf8'), { schema: 'core' });
  const { upstream } = registrySchema.safeParse(document.toJS()).data ?? {};
  if (!upstream) throw new Failure(`${file} names no "upstream": only a registry that "init" has made is upgraded.`);
  if (upstream.release !== release) {
    document.setIn(['upstream', 'release'], release);
    await writeFile(file, document.toString({ lineWidth: 130 }));
  }
  return upstream.release;
}

async function git(content: string, ...args: string[]): Promise<string> {
  try {
    return (await run('git', args, { cwd: content })).stdout.trim();
  } catch (error) {
    throw new Failure(`git ${args[0]}, in ${dirname(content)}: ${(error as Error).message.trim()}`);
  }
}

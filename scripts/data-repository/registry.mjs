// Runs a command with the code of this registry: the release that content/registry.yml names, kept in .code.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const [command = 'start', ...args] = process.argv.slice(2);
const settings = readFileSync(join(root, 'content/registry.yml'), 'utf8');

/** A value of `upstream` in content/registry.yml. */
function pinned(name) {
  const value = new RegExp(`^ {2}${name}: *['"]?([^\\s'"]+)`, 'm').exec(settings)?.[1];
  if (value === undefined) stop(`content/registry.yml names no ${name} below "upstream".`);
  return value;
}

function stop(sentence) {
  console.error(sentence);
  process.exit(3);
}

function run(program, parameters, options) {
  const { status, error } = spawnSync(program, parameters, { stdio: 'inherit', ...options });
  if (error) stop(`${program} cannot be run: ${error.message}`);
  return status ?? 1;
}

function need(program, parameters, options) {
  const status = run(program, parameters, options);
  if (status !== 0) process.exit(status);
}

const ask = (parameters, cwd) => spawnSync('git', parameters, { cwd, encoding: 'utf8' }).stdout?.trim() ?? '';

/** A release is looked at, not worked on. */
const QUIET = ['-c', 'advice.detachedHead=false'];

/** The folder of the code at a release. CODE_DIR names a copy that is there already: nothing is fetched then. */
function getCode(release) {
  if (process.env.CODE_DIR) return process.env.CODE_DIR;
  if (!/^v\d+\.\d+\.\d+$/.test(release)) stop(`"${release}" is no release: v1.2.3`);
  const code = join(root, '.code');
  const named = pinned('repository');
  const repository = named.startsWith('/') ? `file://${named}` : named;
  const fetched = (parameters, cwd) => {
    if (run('git', parameters, { cwd }) !== 0)
      stop(
        `${named} gave no release ${release}; git says why above. If it has none yet, name another in content/registry.yml, or set CODE_DIR to a copy of the code.`,
      );
  };
  if (!existsSync(join(code, '.git')))
    fetched([...QUIET, 'clone', '--quiet', '--depth', '1', '--branch', release, '--', repository, code], root);
  const tag = `refs/tags/${release}`;
  if (ask(['rev-parse', '--verify', '--quiet', `${tag}^{commit}`], code) === '')
    fetched(['fetch', '--quiet', '--depth', '1', '--', repository, `${tag}:${tag}`], code);
  const commit = ask(['rev-parse', `${tag}^{commit}`], code);
  if (ask(['rev-parse', 'HEAD'], code) !== commit)
    need('git', [...QUIET, 'checkout', '--quiet', '--force', commit], { cwd: code });
  // git's own folder: nobody looks for changes there.
  const installed = join(code, '.git/installed');
  if (!existsSync(installed) || readFileSync(installed, 'utf8') !== commit) {
    need('npm', ['ci', '--no-audit', '--no-fund'], { cwd: code, shell: process.platform === 'win32' });
    writeFileSync(installed, commit);
  }
  return code;
}

/** The data of this registry, for the code. */
const places = {
  CONTENT_DIR: join(root, 'content'),
  SITE_DIST: join(root, 'dist'),
  IMPORTED_DIR: join(root, '.data/imported'),
  OUTBOX_PATH: join(root, '.data/outbox.sqlite'),
};

/** A script of the code, which runs in the folder of the code. */
function script(code, name) {
  const env = { ...places, ...process.env };
  return run('npm', ['run', '--silent', name], { cwd: code, env, shell: process.platform === 'win32' });
}

/** The code's own command, which runs in this folder: paths are those that were typed. */
function registry(code, parameters) {
  const PATH = [join(code, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  return run('node', [join(code, 'scripts/registry.ts'), ...parameters], { cwd: root, env: { ...places, ...process.env, PATH } });
}

switch (command) {
  case 'code':
    getCode(pinned('release'));
    break;
  case 'start':
  case 'build':
    process.exitCode = script(getCode(pinned('release')), command);
    break;
  case 'registry':
    process.exitCode = registry(getCode(pinned('release')), args);
    break;
  case 'upgrade': {
    const [release = ''] = args;
    if (!/^v\d+\.\d+\.\d+$/.test(release)) stop('Say the release: npm run upgrade -- v1.2.3');
    if (ask(['status', '--porcelain'], root) !== '') stop('Commit what you have changed first: an upgrade is one commit.');
    process.exitCode = registry(getCode(release), ['upgrade', release]);
    break;
  }
  default:
    stop(`There is no command "${command}": code, start, build, registry, upgrade.`);
}

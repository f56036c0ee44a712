import { execFile } from 'node:child_process';
import { access, mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Programs that read the doors of registries, at the versions that they were tried with; CKAN brings versions of its own. */
const PACKAGES = {
  harvesters: ['sickle==0.7.0', 'oaipmh-scythe==0.16.0', 'resync==2.0.1', 'rdflib==7.6.0'],
  ckan: ['ckanext-dcat==2.4.4', 'ckan[requirements]==2.12.0'],
} as const;

export type Programs = keyof typeof PACKAGES;

/** Too large to be installed by whoever runs all tests: a hundred packages. */
const ONLY_WHEN_ASKED: readonly Programs[] = ['ckan'];

const MINUTES = 60_000;

type Installed = { bin: string } | { reason: string };

/** What was tried in this run: what could not be had is not asked for again. */
const tried = new Map<Programs, Promise<Installed>>();

/** Installs them beside the other packages, once. Gives the folder of their commands, or why they cannot be had. */
export function installPrograms(name: Programs): Promise<Installed> {
  const known = tried.get(name) ?? install(name);
  tried.set(name, known);
  return known;
}

async function install(name: Programs): Promise<Installed> {
  const folder = resolve('node_modules', '.cache', 'python', name);
  const bin = join(folder, 'bin');
  const done = join(folder, PACKAGES[name].join(' ').replaceAll(/[^\w.-]+/g, '_'));
  if (await exists(done)) return { bin };
  const asked = process.env['TEST_CKAN'] === 'on';
  if (ONLY_WHEN_ASKED.includes(name) && !asked) return { reason: 'they are installed with TEST_CKAN=on' };
  try {
    await rm(folder, { recursive: true, force: true });
    await run('python3', ['-m', 'venv', folder]);
    const patience = ['--retries', '1', '--timeout', '20'];
    // Compiling all that comes takes as long as fetching it; Python compiles what it needs.
    const pip = ['install', '--quiet', '--disable-pip-version-check', '--no-compile', ...patience, ...PACKAGES[name]];
    await run(join(bin, 'pip'), pip, { timeout: 8 * MINUTES });
    await mkdir(done);
    return { bin };
  } catch (error) {
    const { stderr = '', message } = error as Error & { stderr?: string };
    const lines = `${stderr}`.split('\n').filter((line) => /error|not found|No module/i.test(line));
    return { reason: lines.at(-1) ?? message.split('\n')[0]! };
  }
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

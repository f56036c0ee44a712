import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { SECRETS } from '../environment.ts';
import type { Log } from '../http/log.ts';
import type { Metrics } from '../http/metrics.ts';
import type { Publication } from './publication.ts';
import type { SiteFolder } from './site-folder.ts';
import type { UncommittedWatch } from './uncommitted.ts';

export interface RebuildOptions {
  /** A shell command that runs instead of the site build. */
  command: string | undefined;
  env: Record<string, string | undefined>;
  contentDir: string;
  /** What is held of other registries. */
  importedDir: string;
  site: SiteFolder;
  publication: Publication;
  uncommitted: Pick<UncommittedWatch, 'look'>;
  /** Updates the search server to the published content. */
  reindex?: (() => Promise<void>) | undefined;
  log: Log;
  metrics?: Metrics;
  /** Aborting ends a running build. */
  signal: AbortSignal;
}

export type Rebuild = () => Promise<boolean>;

/** Milliseconds to wait after a failed build: the next one would most likely fail too. */
export const FAILED_REBUILD_MS = 5 * 60_000;

const FAILED = 'the site could not be built again; the last edition is still served';
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Returns a function that rebuilds the site in the background, then serves it and the new edition of the API together. If the
 * build fails the old site stays and the promise gives false. One build runs at a time.
 */
export function makeRebuild({
  command,
  env,
  contentDir,
  importedDir,
  site,
  publication,
  uncommitted,
  reindex,
  log,
  metrics,
  signal,
}: RebuildOptions): Rebuild {
  let last: Promise<unknown> = Promise.resolve();
  const rebuild = async (): Promise<boolean> => {
    if (signal.aborted) return false;
    const started = performance.now();
    const build = async (folder: string): Promise<boolean> => {
      const childEnv = { ...withoutSecrets(env), CONTENT_DIR: contentDir, IMPORTED_DIR: importedDir, SITE_DIST: folder };
      await uncommitted.look();
      const { code, output } = await run(command, childEnv, signal);
      if (signal.aborted) log.info('a build was ended with the server');
      else if (code !== 0) log.error({ code, output, advice: adviceFor(code, output) }, FAILED);
      else await publication.reload(folder);
      return code === 0;
    };
    if (!(await site.replace(build, signal))) {
      metrics?.countRebuild('failed');
      return false;
    }
    // After the pages, because search results link to them.
    await reindex?.();
    metrics?.countRebuild('done');
    log.info({ seconds: Math.round((performance.now() - started) / 1000) }, 'the site was built again');
    return true;
  };
  return () => {
    const turn = last.then(rebuild).catch((error: unknown) => {
      log.error({ err: error, advice: adviceFor(0, String(error)) }, FAILED);
      return false;
    });
    last = turn;
    return turn;
  };
}

/** What shells report for a program that a signal has ended. */
const SIGNALLED = 128;

/** What an operator can do about a failed build, as far as its end tells. */
function adviceFor(code: number, output: string): string {
  if (/\bE[MN]FILE\b/.test(output))
    return 'Too many files are open: raise the limit of open files (ulimit -n) and restart the server.';
  if (/\bENOSPC\b/.test(output)) return 'The disk is full: free some space. The server tries again after five minutes.';
  if (/heap out of memory/.test(output) || code === SIGNALLED + constants.signals.SIGABRT)
    return 'The build needs more memory than Node gives it: set NODE_OPTIONS=--max-old-space-size=<MB>, or build on a larger machine, and restart the server.';
  if (code === SIGNALLED + constants.signals.SIGKILL)
    return 'Something killed the build, most often the system for want of memory: see its log (dmesg) and give it more memory. The server tries again after five minutes.';
  return 'The output says what is wrong. The server tries again after five minutes.';
}

const withoutSecrets = (env: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !(SECRETS as readonly string[]).includes(name)));

/** A build starts programs of its own, which must not write on when it is ended: the next server builds in the same folder. */
const IN_GROUPS = process.platform !== 'win32';

/** Returns the exit code, as a shell has it, and the last lines of output. */
function run(
  command: string | undefined,
  env: Record<string, string | undefined>,
  signal: AbortSignal,
): Promise<{ code: number; output: string }> {
  const [program, args, shell] =
    command === undefined ? [process.execPath, ['scripts/build-if-needed.ts'], false] : [command, [], true];
  const child = spawn(program, args, {
    cwd: ROOT,
    env: env as NodeJS.ProcessEnv,
    shell,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: IN_GROUPS,
  });
  const end = () => {
    try {
      if (IN_GROUPS && child.pid !== undefined) process.kill(-child.pid);
      else child.kill();
    } catch (error) {
      // It has ended by itself meanwhile.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  };
  signal.addEventListener('abort', end);
  if (signal.aborted) end();
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-2000)));
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: -1, output: error.message }));
    child.on('close', (code, ended) => resolve({ code: code ?? (ended ? SIGNALLED + constants.signals[ended] : -1), output }));
    child.on('exit', () => signal.removeEventListener('abort', end));
  });
}

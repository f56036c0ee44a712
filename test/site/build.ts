import { spawn } from 'node:child_process';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { join, resolve } from 'node:path';

export interface BuildOptions {
  contentDir: string;
  outDir: string;
  env?: Record<string, string>;
  /** Ends the build. */
  signal?: AbortSignal;
}

/**
 * A separate folder for a build, never site/dist, which a developer may be viewing. It is inside the project, because only then
 * does Astro keep its temporary files beside the result; otherwise concurrent builds would share one folder.
 */
export async function makeOutDir(): Promise<string> {
  const cache = resolve('node_modules/.cache');
  await mkdir(cache, { recursive: true });
  return await mkdtemp(join(cache, 'built-site-'));
}

/** Not inherited: Vitest's variables change Vite's build, and CI makes the build strict. */
const NOT_INHERITED = /^(?:NODE_ENV|VITEST.*|TEST|MODE|DEV|PROD|SSR|BASE_URL|CI|STRICT|PORT)$/;

/** The variables of such a build. */
export function environmentOf({ contentDir, outDir, env = {} }: BuildOptions): NodeJS.ProcessEnv {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_INHERITED.test(name)));
  return {
    ...inherited,
    ASTRO_TELEMETRY_DISABLED: '1',
    SITE_URL: 'https://registry.example',
    CONTENT_DIR: contentDir,
    SITE_DIST: outDir,
    ...env,
  };
}

/** Runs `npm run build` as a person would, into a folder of its own. Gives the exit code and everything it printed. */
export function buildSite(options: BuildOptions): Promise<{ code: number; output: string }> {
  const { signal } = options;
  const child = spawn('npm', ['run', '--silent', 'build'], {
    env: environmentOf(options),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, because npm and the script do not end what they have started.
    detached: signal !== undefined,
    shell: process.platform === 'win32',
  });
  const end = () => process.kill(-child.pid!);
  signal?.addEventListener('abort', end);
  child.on('close', () => signal?.removeEventListener('abort', end));
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

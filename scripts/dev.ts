import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { astroArguments } from './build/astro.ts';

/**
 * Development mode: Astro's development server in front of the API of the working tree. Both restart when a file changes. Form
 * pages use the shell of the last build, so the site is built first.
 */
const SITE_PORT = process.env['PORT'] || '4321';
const API_PORT = String(Number(SITE_PORT) + 1);

await run([resolve('api/check-environment.ts')], {});
await run([resolve('scripts/build-if-needed.ts')], {});
const children = [
  start(await astroArguments('dev'), { PORT: SITE_PORT, DEV_API: `http://localhost:${API_PORT}`, SUBMISSIONS: 'on' }),
  start(['--watch-path=api', '--watch-path=registry', '--watch-path=content', '--watch-preserve-output', 'api/main.ts'], {
    PORT: API_PORT,
    LOG_LEVEL: process.env['LOG_LEVEL'] || 'warn',
  }),
];
for (const child of children) child.on('exit', (code) => stopAll(code ?? 0));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopAll(0));

function start(args: string[], env: Record<string, string>) {
  return spawn(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...env } });
}

async function run(args: string[], env: Record<string, string>): Promise<void> {
  const code = await new Promise<number>((done) => start(args, env).on('exit', (status) => done(status ?? 1)));
  if (code !== 0) process.exit(code);
}

function stopAll(code: number): void {
  for (const child of children) child.kill();
  process.exitCode = code;
}

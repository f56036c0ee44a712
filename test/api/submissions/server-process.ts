import { type ChildProcess, spawn } from 'node:child_process';
import { PATIENCE_MS } from '../../patience.ts';

export interface ServerProcess {
  origin: string;
  child: ChildProcess;
  /** All output. */
  output: () => string;
  /** Resolves with the exit code, null after a signal. */
  ended: Promise<number | null>;
  /** SIGTERM, and its end. */
  stop: () => Promise<void>;
}

export interface ProcessOptions {
  contentDir: string;
  siteDir: string;
  /** The folder of its outbox. Git does not search above it, because a temporary folder may be inside somebody's repository. */
  folder: string;
  env?: Record<string, string>;
}

/** Of this process's environment a server gets only PATH, and where Node keeps what it compiled: it starts in two thirds of the time. */
export const OPERATORS_ENV = { PATH: process.env['PATH'], NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] };

/** CHECK_SECONDS of a server that is tested: nobody is turned away because the machine is busy with other things. */
export const CHECK_SECONDS = String(PATIENCE_MS / 1000);

/** The server as an operator starts it, on a free port. */
export async function startServer({ contentDir, siteDir, folder, env = {} }: ProcessOptions): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['api/main.ts'], {
    env: {
      ...OPERATORS_ENV,
      PORT: '0',
      HOST: '127.0.0.1',
      CONTENT_DIR: contentDir,
      SITE_DIST: siteDir,
      OUTBOX_PATH: `${folder}/.data/outbox.sqlite`,
      GIT_CEILING_DIRECTORIES: folder,
      CHECK_SECONDS,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const origin = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        const address = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
        if (address !== undefined && output.includes('Ctrl+C')) resolve(address);
      });
    void ended.then(() => reject(new Error(`The server did not start:\n${output}`)));
  });
  return {
    origin,
    child,
    output: () => output,
    ended,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

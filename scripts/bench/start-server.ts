import { type ChildProcess, spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';

export interface StartedServer {
  child: ChildProcess;
  origin: string;
  /** Calls back for each line of its log from now on. */
  onLine(listener: (line: string) => void): void;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts a server in a process of its own and waits until it prints its address. */
export async function spawnServer(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<StartedServer> {
  const child = spawn(process.execPath, args, { env: { PATH: '/usr/local/bin:/usr/bin:/bin', ...env } });
  const listeners: ((line: string) => void)[] = [];
  let rest = '';
  const read = (chunk: Buffer) => {
    // As cheap as a file for what nobody reads.
    if (listeners.length === 0) return;
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop()!.slice(-10_000);
    for (const line of lines) for (const listener of listeners) listener(line);
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  const origin = await new Promise<string>((resolve, reject) => {
    let said = '';
    listeners.push((line) => {
      said = `${said}${line}\n`.slice(-10_000);
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
      if (found) resolve(found);
    });
    child.on('close', (code, signal) => reject(new Error(`The server did not start (${code ?? signal}): ${said}${rest}`)));
  });
  listeners.length = 0;
  return {
    child,
    origin,
    onLine: (listener) => void listeners.push(listener),
    stop: (signal = 'SIGTERM') =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.on('close', () => resolve());
        child.kill(signal);
      }),
  };
}

/** Waits until the server has indexed its content, which it does while it answers other requests. */
export async function untilIndexed(origin: string): Promise<void> {
  const { status } = await fetch(`${origin}/v1/search?q=permisos`);
  if (status !== 200) throw new Error(`A search was answered with ${status}.`);
}

/** Resident memory of a process in MB; 0 where the system does not report it. */
export async function memoryOf({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
}

/**
 * Milliseconds of CPU that a process has used, and that all processes which it started have, those of its children too; 0 where the
 * system does not report it.
 */
export async function cpuOf({ pid }: Pick<ChildProcess, 'pid'>): Promise<{ own: number; children: number }> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name of the program, in brackets, may have spaces. Ticks are hundredths of a second.
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 15)
    .map((ticks) => Number(ticks) * 10);
  let children = childUser + childSystem;
  for (const child of await childrenOf(pid)) {
    const used = await cpuOf({ pid: child });
    children += used.own + used.children;
  }
  return { own: user + system, children };
}

/** The processes that run now and were started by a thread of a process. */
async function childrenOf(pid: number | undefined): Promise<number[]> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const lists = await Promise.all(
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/children`, 'utf8').catch(() => '')),
  );
  return lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number));
}

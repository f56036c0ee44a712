import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';

/** What a program took to write a folder: seconds of CPU, the most memory it had, and how many files are there. */
export interface Cost {
  seconds: number;
  megabytes: number;
  files: number;
}

/** Runs a program through a shell, which says what CPU it took. */
export async function runAtCost(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  out: string,
): Promise<Cost> {
  const child = spawn('sh', ['-c', '"$@" >&2; code=$?; times; exit $code', 'sh', program, ...args], {
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', ...env },
  });
  let [said, failed] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (failed = (failed + chunk.toString()).slice(-5_000)));
  let megabytes = 0;
  const timer = setInterval(() => void peakBelow(child.pid!).then((peak) => (megabytes = Math.max(megabytes, peak))), 100);
  const code = await new Promise((resolve) => child.on('close', resolve)).finally(() => clearInterval(timer));
  if (code !== 0) throw new Error(`${program} ended with ${String(code)}: ${failed}`);
  // The second line has the times of what the shell ran.
  const seconds = [
    ...said
      .trim()
      .split('\n')
      .at(-1)!
      .matchAll(/(\d+)m([\d.]+)s/g),
  ].reduce((sum, [, minutes, rest]) => sum + Number(minutes) * 60 + Number(rest), 0);
  const entries = await readdir(out, { recursive: true, withFileTypes: true });
  return { seconds, megabytes, files: entries.filter((entry) => entry.isFile()).length };
}

/** The most memory that the only child of a process has had, in MB; 0 where the system does not report it. */
async function peakBelow(pid: number): Promise<number> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const status = await readFile(`/proc/${children.trim().split(' ')[0]}/status`, 'utf8').catch(() => '');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
}

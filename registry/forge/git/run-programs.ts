import { spawn } from 'node:child_process';
import type { ProgramEnd, ProgramRun } from './program-runner.ts';

/** A small process that runs programs for a large one (program-runner.ts says why). When that has ended, nothing keeps this one. */
process.on('message', ({ id, run }: { id: number; run: ProgramRun }) => {
  const answer = (ended: ProgramEnd) => process.connected && process.send!({ id, ended });
  const child = spawn(run.program, run.args, {
    cwd: run.cwd,
    env: { ...run.env },
    timeout: run.timeout,
    // Lets git remove its lock files.
    killSignal: 'SIGTERM',
  });
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  child.on('error', ({ message }) => answer({ error: message }));
  child.on('close', (code, signal) =>
    answer({ code, signal, stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString().trim() }),
  );
  // A program that exits before it has read all input reports the reason on standard error.
  child.stdin.on('error', () => {});
  child.stdin.end(run.stdin);
});
// Ctrl+C reaches all processes of a terminal: the large one decides when it is over.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});

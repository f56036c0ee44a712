import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Unavailable } from '../errors.ts';

export interface ProgramRun {
  program: string;
  args: readonly string[];
  cwd: string;
  env: Readonly<Record<string, string>>;
  /** Milliseconds after which it is told to end. */
  timeout: number;
  stdin: string | Uint8Array;
}

/** How a program ended, or why it could not be started. */
export type ProgramEnd = { code: number | null; signal: string | null; stdout: Uint8Array; stderr: string } | { error: string };

interface Waiting {
  resolve: (ended: ProgramEnd) => void;
  reject: (error: Unavailable) => void;
}

/** Milliseconds without work after which the small process ends. */
const IDLE_MS = 60_000;

let runner: ChildProcess | undefined;
let idle: NodeJS.Timeout | undefined;
let count = 0;
const waiting = new Map<number, Waiting>();

/**
 * Runs a program in a small process that stays. To start one, a process copies the tables of all its memory and stands still
 * meanwhile: 10 ms at 200 MB, 20 ms at 600 MB (measured on Linux), longer than most questions to git take.
 */
export function runProgram(run: ProgramRun): Promise<ProgramEnd> {
  clearTimeout(idle);
  const child = (runner ??= start());
  child.ref();
  child.channel?.ref();
  const id = count++;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    child.send({ id, run });
  });
}

function start(): ChildProcess {
  const child = fork(fileURLToPath(new URL('run-programs.ts', import.meta.url)), {
    ...{ execArgv: [], env: {}, serialization: 'advanced' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const isOurs = () => runner === child;
  const fail = (why: string) => {
    if (!isOurs()) return;
    runner = undefined;
    for (const { reject } of waiting.values()) reject(new Unavailable(`The process that runs git ${why}.`));
    waiting.clear();
  };
  child.on('message', ({ id, ended }: { id: number; ended: ProgramEnd }) => {
    const asked = waiting.get(id);
    // A program that cannot be started is told of twice.
    if (!asked) return;
    waiting.delete(id);
    asked.resolve(ended);
    if (waiting.size > 0) return;
    // Only work keeps our own process alive.
    child.unref();
    child.channel?.unref();
    idle = setTimeout(() => {
      if (isOurs()) runner = undefined;
      child.disconnect();
    }, IDLE_MS).unref();
  });
  child.on('error', ({ message }) => fail(`could not be started: ${message}`));
  child.on('exit', (code, signal) => fail(`ended with ${signal ?? code}`));
  return child;
}

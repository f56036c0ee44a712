import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { Unavailable } from '../errors.ts';
import { type GitOptions, startGit } from './git.ts';
import type { ObjectType } from './objects.ts';

export interface FoundObject {
  id: string;
  type: ObjectType;
  size: number;
}

/** Looks up objects and refs with one git that stays: to start a program for each question costs a large process more than the answer. */
export interface ObjectReader {
  /** The object that git finds under a name such as `refs/heads/main^{commit}` now; undefined when there is none. */
  find(name: string): Promise<FoundObject | undefined>;
  /** The same, with its content. */
  read(name: string): Promise<(FoundObject & { bytes: Buffer }) | undefined>;
  close(): void;
}

interface Question {
  command: 'info' | 'contents';
  name: string;
  resolve: (found: (FoundObject & { bytes: Buffer }) | undefined) => void;
  reject: (error: Unavailable) => void;
  /** Ends the git that does not answer. It also keeps our process alive: git itself does not. */
  patience: NodeJS.Timeout;
}

/** Milliseconds after which a git without questions ends, so that it does not hold files that somebody has deleted. */
const IDLE_MS = 60_000;
const HEAD = /^([0-9a-f]{40}|[0-9a-f]{64}) (commit|tree|blob|tag) (\d+)$/;

export function openObjectReader(cwd: string, options: GitOptions = {}): ObjectReader {
  const { program = 'git', timeout = 30_000 } = options;
  let git: ChildProcessWithoutNullStreams | undefined;
  let idle: NodeJS.Timeout | undefined;
  /** In the order in which git answers. */
  let questions: Question[] = [];
  let chunks: Buffer[] = [];
  let size = 0;
  /** Bytes that must have come before it makes sense to look at them again. */
  let enough = 0;

  const end = (why: string) => {
    const unanswered = questions;
    git?.kill('SIGTERM');
    git = undefined;
    [questions, chunks, size, enough] = [[], [], 0, 0];
    for (const { patience, reject } of unanswered) {
      clearTimeout(patience);
      reject(new Unavailable(`git cat-file ${why}`));
    }
  };

  const answer = (found: (FoundObject & { bytes: Buffer }) | undefined) => {
    const { patience, resolve } = questions.shift()!;
    clearTimeout(patience);
    resolve(found);
    if (questions.length > 0) return;
    idle = setTimeout(() => end('had nothing to do.'), IDLE_MS);
    idle.unref();
  };

  /** Answers what the bytes that have come are enough for. */
  const advance = () => {
    while (size > 0 && size >= enough) {
      const bytes = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
      const line = bytes.indexOf('\n');
      if (line < 0) return;
      const [question] = questions;
      if (!question) return end('said something that nobody asked.');
      const head = bytes.toString('utf8', 0, line);
      const [, id, type, length] = HEAD.exec(head) ?? [];
      const content = id !== undefined && question.command === 'contents' ? Number(length) : undefined;
      const next = line + 1 + (content === undefined ? 0 : content + 1);
      if (bytes.length < next) {
        chunks = [bytes];
        enough = next;
        return;
      }
      if (id === undefined && head !== `${question.name} missing`) return end(`answered ${head.slice(0, 200)}`);
      chunks = [bytes.subarray(next)];
      size -= next;
      enough = 0;
      answer(
        id === undefined
          ? undefined
          : { id, type: type as ObjectType, size: Number(length), bytes: bytes.subarray(line + 1, line + 1 + (content ?? 0)) },
      );
    }
  };

  const start = () => {
    const child = startGit(cwd, 'cat-file', ['--batch-command'], { program });
    child.unref();
    for (const stream of [child.stdin, child.stdout, child.stderr]) (stream as unknown as { unref(): void }).unref();
    const isOurs = () => git === child;
    let complaints = '';
    child.stdout.on('data', (chunk: Buffer) => {
      if (!isOurs()) return;
      chunks.push(chunk);
      size += chunk.length;
      advance();
    });
    child.stderr.on('data', (chunk: Buffer) => (complaints = (complaints + chunk.toString()).slice(-500)));
    child.stdin.on('error', () => {});
    child.on('error', ({ message }) => isOurs() && end(`could not be started: ${message}`));
    child.on('close', (code, signal) => isOurs() && end(`ended with ${signal ?? code}: ${complaints.trim()}`));
    return child;
  };

  const ask = (command: Question['command'], name: string): ReturnType<ObjectReader['read']> =>
    new Promise((resolve, reject) => {
      if (name.includes('\n')) return reject(new Unavailable('A name with a line end cannot be looked up.'));
      clearTimeout(idle);
      git ??= start();
      const patience = setTimeout(() => end(`did not answer within ${timeout} ms.`), timeout);
      questions.push({ command, name, resolve, reject, patience });
      git.stdin.write(`${command} ${name}\n`);
    });

  return {
    find: (name) => ask('info', name),
    read: (name) => ask('contents', name),
    close() {
      clearTimeout(idle);
      end('was closed.');
    },
  };
}

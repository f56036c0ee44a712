import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Makes this process the one that writes proposals into a repository on this machine, for as long as it lives: the operating
 * system ends the lease with the process, however that ends. Undefined when another one has it.
 */
export function takeWriterLease(file: string): { release: () => void } | undefined {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    lock.exec('begin exclusive');
    return { release: () => lock.close() };
  } catch {
    lock.close();
    return undefined;
  }
}

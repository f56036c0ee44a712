import { randomBytes } from 'node:crypto';
import { access, constants, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Unavailable } from '../errors.ts';
import { branchRef } from './proposals.ts';
import { type GitRepository, readBaseCommit } from './repository.ts';

/** What one small object takes at least. */
const BYTES = 4096;

/**
 * Writes where a proposal would be written, among the objects and the refs of a repository, and leaves nothing behind. Throws when
 * that fails: no permission, no space, a disk that can only be read.
 */
export async function probeRepository(repository: GitRepository): Promise<void> {
  await writeObject(join(repository.commonDir, 'objects'));
  // git takes the lock of a new branch, and gives it back. No submission has such an id.
  const steps = [
    'start',
    `create ${branchRef(`0_${randomBytes(6).toString('hex')}`)} ${await readBaseCommit(repository)}`,
    'prepare',
    'abort',
    '',
  ];
  await repository.git('update-ref', ['--stdin'], { stdin: steps.join('\n') });
}

async function writeObject(objects: string): Promise<void> {
  // By this name `git prune` knows what somebody left who was killed.
  const file = join(objects, `tmp_obj_${randomBytes(6).toString('hex')}`);
  try {
    const handle = await open(file, 'wx');
    try {
      await handle.write(Buffer.alloc(BYTES));
      await handle.sync();
    } finally {
      await handle.close();
      await rm(file, { force: true });
    }
    // Whoever commits as somebody else leaves folders that the server cannot write into.
    for (const name of await readdir(objects)) if (/^[0-9a-f]{2}$/.test(name)) await access(join(objects, name), constants.W_OK);
  } catch (error) {
    throw new Unavailable(`The repository cannot be written: ${(error as Error).message}`, { cause: error });
  }
}

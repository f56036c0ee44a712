import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { describeSystemError } from '#registry/content/system-error.ts';
import type { Imported } from '#registry/federation/imported.ts';
import { restoreSnapshot, takeSnapshot } from '#registry/federation/snapshot.ts';
import { readBranch, writeBranch } from '#registry/federation/store/git-branch.ts';
import { openImported } from '#registry/federation/store/open-imported.ts';
import { outboxAddress, outboxFile, shownAddress } from '#registry/outbox/open-outbox.ts';
import { Failure, type Io } from './command.ts';
import { siteUrlOf } from './options.ts';

/** Names this process among those that share what is held. */
export const owner = `${hostname()} ${process.pid}`;

/** Opens what is held of other registries: where the outbox is, or in a branch that then gets what has become of it. */
export async function withImported<Result>(
  {
    outbox,
    branch,
    repository,
    isReading,
  }: { outbox: string | undefined; branch: string | undefined; repository: string; isReading: boolean },
  io: Io,
  work: (imported: Imported) => Promise<Result>,
): Promise<Result> {
  if (branch !== undefined) return await withBranch({ branch, repository, isReading }, work);
  const given = outbox ?? outboxAddress(io.env);
  const file = outboxFile(given);
  const address = file === undefined ? given : resolve(io.cwd, file);
  const imported = await openImported(address).catch((error: Error) => {
    throw new Failure(`${shownAddress(address)} cannot be opened: ${describeSystemError(error) ?? error.message}`);
  });
  try {
    return await work(imported);
  } finally {
    await imported.close();
  }
}

async function withBranch<Result>(
  { branch, repository, isReading }: { branch: string; repository: string; isReading: boolean },
  work: (imported: Imported) => Promise<Result>,
): Promise<Result> {
  const imported = await openImported(':memory:');
  try {
    await restoreSnapshot(imported, await readBranch(repository, branch));
    const result = await work(imported);
    if (!isReading) await writeBranch(repository, branch, await takeSnapshot(imported), new Date());
    return result;
  } finally {
    await imported.close();
  }
}

/** What another registry is asked for: how long the answer may be and take, and of which types. */
export const ASKING = { bytes: 1024 * 1024, ms: 30_000, types: ['application/json'] };

/** What stands in the place of the world where other registries are, in tests. */
export const doorsOf = ({ doors }: Io) => (doors ? { doors } : {});
/** The address of our own site. */
export const siteOf = (io: Io) => siteUrlOf(undefined, io);

import { resolve } from 'node:path';
import { describeSystemError } from '#registry/content/system-error.ts';
import { DEFAULT_OUTBOX, openOutbox, outboxAddress, outboxFile, shownAddress } from '#registry/outbox/open-outbox.ts';
import type { Outbox } from '#registry/outbox/outbox.ts';
import { Failure, type Io } from './command.ts';

export const outboxUsage = `  --outbox ADDRESS  SQLite file or postgres://… (default: OUTBOX_URL, OUTBOX_PATH, or ${DEFAULT_OUTBOX})`;

/** Opens the outbox of the option or the environment, and creates a missing one. */
export async function withOutbox<Result>(
  option: string | undefined,
  io: Io,
  work: (outbox: Outbox) => Promise<Result>,
): Promise<Result> {
  const { outbox } = await open(option, io, true);
  return await closing(outbox!, work);
}

/** For commands on existing submissions: calls `otherwise` with the address when there is no outbox yet. */
export async function withFoundOutbox<Result>(
  option: string | undefined,
  io: Io,
  work: (outbox: Outbox) => Promise<Result>,
  otherwise: (address: string) => Result,
): Promise<Result> {
  const { outbox, address } = await open(option, io, false);
  return outbox ? await closing(outbox, work) : otherwise(shownAddress(address));
}

async function open(
  option: string | undefined,
  io: Io,
  create: boolean,
): Promise<{ outbox: Outbox | undefined; address: string }> {
  const given = option ?? outboxAddress(io.env);
  const file = outboxFile(given);
  const address = file === undefined ? given : resolve(io.cwd, file);
  // Commands accept no submissions, so the capacity does not matter.
  const outbox = await openOutbox(address, { capacity: 0, create }).catch((error: Error) => {
    throw new Failure(`The outbox at ${shownAddress(address)} cannot be opened: ${describeSystemError(error) ?? error.message}`);
  });
  return { outbox, address };
}

async function closing<Result>(outbox: Outbox, work: (outbox: Outbox) => Promise<Result>): Promise<Result> {
  try {
    return await work(outbox);
  } finally {
    await outbox.close();
  }
}

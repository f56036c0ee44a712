import { resolve } from 'node:path';
import { DEFAULT_OUTBOX, openOutbox } from '#registry/outbox/open-outbox.ts';
import type { Outbox } from '#registry/outbox/outbox.ts';
import { Failure, type Io } from './command.ts';

export const outboxUsage = `  --outbox ADDRESS  SQLite file or postgres://… (default: OUTBOX_URL, or ${DEFAULT_OUTBOX})`;

/** Opens the outbox that the option or the environment names, for as long as the work takes. */
export async function withOutbox<Result>(
  option: string | undefined,
  io: Io,
  work: (outbox: Outbox) => Promise<Result>,
): Promise<Result> {
  const address = option ?? io.env['OUTBOX_URL'] ?? DEFAULT_OUTBOX;
  const isRemote = /^postgres(?:ql)?:/.test(address);
  // Commands accept nothing: the capacity is not theirs to say.
  const outbox = await openOutbox(isRemote ? address : resolve(io.cwd, address.replace(/^sqlite:(?:\/\/)?/, '')), {
    capacity: 0,
  }).catch((error: Error) => {
    const shown = isRemote ? address.replace(/\/\/[^@/]*@/, '//…@') : address;
    throw new Failure(`The outbox at ${shown} cannot be opened: ${error.message}`);
  });
  try {
    return await work(outbox);
  } finally {
    await outbox.close();
  }
}

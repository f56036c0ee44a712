import type { Entry, Outbox } from '#registry/outbox/outbox.ts';
import { SUBMISSION_STATES, type SubmissionState } from '#registry/outbox/state.ts';
import { type Command, type ExitCode, Failure, type Io, UsageError } from '../command.ts';
import { parseOptions } from '../options.ts';
import { outboxUsage, withOutbox } from '../outbox.ts';

const options = {
  outbox: { type: 'string' },
  state: { type: 'string' },
  contact: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

export const outbox: Command = {
  summary: 'Shows the submissions that came in, and tries again what was parked.',
  usage: `npm run registry -- outbox list|show|retry|decline [id] [options]

  list             the newest hundred, and what each waits for
  show <id>        one submission, with what went wrong
  retry <id>       delivers a parked submission again
  decline <id>     gives a parked submission up

  --state STATE     only ${SUBMISSION_STATES.join(', ')}
  --contact         show: with the sender's contact, if it is not erased yet
  --json            JSON instead of text
${outboxUsage}
  --debug           show where a failure came from
  --help            this text`,
  async run(args, io) {
    const { values, positionals } = parseOptions(args, options);
    const [action = '', id, ...more] = positionals;
    if (values.state !== undefined && !(SUBMISSION_STATES as readonly string[]).includes(values.state))
      throw new UsageError(`There is no state "${values.state}".`);
    if (more.length > 0 || (action === 'list') !== (id === undefined))
      throw new UsageError('Say list, or show, retry or decline and an id.');
    return await withOutbox(values.outbox, io, async (box) => {
      switch (action) {
        case 'list':
          return await list(box, values.state as SubmissionState | undefined, values.json ?? false, io);
        case 'show':
          return await show(box, id!, values, io);
        case 'retry':
        case 'decline':
          if (!(await box[action](id!, Date.now()))) throw new Failure(`There is no parked submission ${id}.`);
          io.stdout(action === 'retry' ? `${id} will be delivered again.\n` : `${id} is declined.\n`);
          return 0;
        default:
          throw new UsageError(`There is no "${action}" here.`);
      }
    });
  },
};

async function list(box: Outbox, state: SubmissionState | undefined, isJson: boolean, io: Io): Promise<ExitCode> {
  const entries = await box.list(state === undefined ? {} : { state });
  if (isJson) return print(io, entries);
  for (const entry of entries) io.stdout(`${line(entry)}\n`);
  const counts = Object.entries(await box.count()).filter(([, count]) => count > 0);
  io.stdout(`${counts.map(([name, count]) => `${count} ${name}`).join(' · ') || 'Nothing has come in yet.'}\n`);
  const pause = await box.paused(Date.now());
  if (pause)
    io.stdout(
      `Paused until ${new Date(pause.until).toISOString()}${pause.alarm ? ', and somebody must look' : ''}: ${clean(pause.reason)}\n`,
    );
  return 0;
}

const line = ({ id, state, times, title, lab, parked, lastError, attempts }: Entry) =>
  [
    id,
    state.padEnd(9),
    new Date(times.received ?? 0).toISOString().slice(0, 16).replace('T', ' '),
    lab ?? 'unverified',
    clean(title),
    ...(parked
      ? [`(${parked.reason}: ${clean(parked.detail)})`]
      : lastError
        ? [`(${attempts} attempts: ${clean(lastError)})`]
        : []),
  ].join('  ');

async function show(box: Outbox, id: string, { contact }: { contact?: boolean | undefined }, io: Io): Promise<ExitCode> {
  const entry = await box.find(id);
  if (!entry) throw new Failure(`There is no submission ${id}.`);
  const { attachments = [], ...payload } = (await box.payload(id))!;
  const names = attachments.map(({ name, type, data }) => ({ name, type, bytes: Math.floor((data.length * 3) / 4) }));
  const times = Object.fromEntries(Object.entries(entry.times).map(([state, time]) => [state, new Date(time).toISOString()]));
  return print(io, {
    ...entry,
    times,
    payload,
    attachments: names,
    ...(contact ? { contact: (await box.contact(id)) ?? null } : {}),
  });
}

function print(io: Io, value: unknown): ExitCode {
  io.stdout(`${JSON.stringify(value, null, 2)}\n`);
  return 0;
}

/** Somebody else's words must not move the cursor of who reads them in a terminal. */
const clean = (text: string) => text.replaceAll(/\p{C}+/gu, ' ');

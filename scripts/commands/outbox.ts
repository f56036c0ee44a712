import { asOneLine } from '#registry/content/characters.ts';
import type { Entry, Outbox } from '#registry/outbox/outbox.ts';
import { SUBMISSION_STATES, type SubmissionState } from '#registry/outbox/state.ts';
import type { CasePayload } from '#registry/submission/schema.ts';
import { type Command, type ExitCode, Failure, type Io, UsageError } from '../command.ts';
import { parseOptions } from '../options.ts';
import { wholeId } from '../submission-id.ts';
import { outboxUsage, withFoundOutbox } from '../command-outbox.ts';

const options = {
  outbox: { type: 'string' },
  state: { type: 'string' },
  contact: { type: 'boolean' },
  days: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** A year and a month: senders who return after a year's session still find their page. */
const PRUNE_DAYS = 400;
const DAY_MS = 24 * 3_600_000;

export const outbox: Command = {
  summary: 'Shows the submissions that came in, and tries again what was parked.',
  usage: `npm run registry -- outbox list|show|retry|decline|prune [id] [options]

  list             the newest hundred, and what each waits for
  show <id>        one submission, with what went wrong
  retry <id>       delivers a parked submission again
  decline <id>     gives a parked submission up
  prune            deletes submissions that were decided long ago, with their status pages, and makes the file smaller

  --state STATE     only ${SUBMISSION_STATES.join(', ')}
  --contact         show: with the sender's contact, if it is not erased yet
  --days N          prune: those that were decided more than so many days ago (default: ${PRUNE_DAYS})
  --json            JSON instead of text
${outboxUsage}
  --debug           show where a failure came from
  --help            this text`,
  async run(args, io) {
    const { values, positionals } = parseOptions(args, options);
    const [action = '', given, ...more] = positionals;
    if (values.state !== undefined && !(SUBMISSION_STATES as readonly string[]).includes(values.state))
      throw new UsageError(`There is no state "${values.state}".`);
    const takesId = ['show', 'retry', 'decline'].includes(action);
    if (more.length > 0 || takesId !== (given !== undefined))
      throw new UsageError('Say list or prune, or show, retry or decline and an id.');
    const days = readDays(values.days);
    return await withFoundOutbox<ExitCode>(
      values.outbox,
      io,
      async (box) => {
        const id =
          given &&
          wholeId(
            given,
            (await box.list({})).map((entry) => entry.id),
          );
        switch (action) {
          case 'list':
            return await list(box, values.state as SubmissionState | undefined, values.json ?? false, io);
          case 'show':
            return await show(box, id!, values, io);
          case 'prune':
            io.stdout(`${await box.prune(Date.now() - days * DAY_MS)} submissions deleted.\n`);
            return 0;
          case 'retry':
          case 'decline':
            if (!(await box[action](id!, Date.now()))) throw new Failure(`There is no parked submission ${id}.`);
            io.stdout(action === 'retry' ? `${id} will be delivered again.\n` : `${id} is declined.\n`);
            return 0;
          default:
            throw new UsageError(`There is no "${action}" here.`);
        }
      },
      (address) => {
        if (given !== undefined) throw new Failure(`There is no outbox at ${address}.`);
        io.stdout(values.json && action === 'list' ? '[]\n' : `Nothing has come in yet: there is no outbox at ${address}.\n`);
        return 0;
      },
    );
  },
};

function readDays(given: string | undefined): number {
  const days = Number(given ?? PRUNE_DAYS);
  if (!Number.isInteger(days) || days < 0) throw new UsageError(`--days takes a whole number, not "${given}".`);
  return days;
}

async function list(box: Outbox, state: SubmissionState | undefined, isJson: boolean, io: Io): Promise<ExitCode> {
  const entries = await box.list(state === undefined ? {} : { state });
  if (isJson) return print(io, entries);
  for (const entry of entries) io.stdout(`${line(entry)}\n`);
  const counts = Object.entries(await box.count()).filter(([, count]) => count > 0);
  io.stdout(`${counts.map(([name, count]) => `${count} ${name}`).join(' · ') || 'Nothing has come in yet.'}\n`);
  const pause = await box.paused(Date.now());
  if (pause)
    io.stdout(
      `Paused until ${new Date(pause.until).toISOString()}${pause.alarm ? ', and somebody must look' : ''}: ${asOneLine(pause.reason)}\n`,
    );
  return 0;
}

const line = ({ id, state, times, title, lab, parked, lastError, attempts }: Entry) =>
  [
    id,
    state.padEnd(9),
    new Date(times.received ?? 0).toISOString().slice(0, 16).replace('T', ' '),
    lab ?? 'unverified',
    asOneLine(title),
    ...(parked
      ? [`(${parked.reason}: ${asOneLine(parked.detail)})`]
      : lastError
        ? [`(${attempts} attempts: ${asOneLine(lastError)})`]
        : []),
  ].join('  ');

async function show(box: Outbox, id: string, { contact }: { contact?: boolean | undefined }, io: Io): Promise<ExitCode> {
  const entry = await box.find(id);
  if (!entry) throw new Failure(`There is no submission ${id}.`);
  const { attachments = [], ...payload } = ((await box.payload(id)) ?? {}) as Partial<CasePayload>;
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

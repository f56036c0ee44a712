import { userInfo } from 'node:os';
import { ForgeError, NotFound } from '#registry/forge/errors.ts';
import type { ProposalState } from '#registry/forge/forge.ts';
import { type LocalForge, openLocalGit } from '#registry/forge/git/local-git.ts';
import { type Command, type ExitCode, Failure, type Io, UsageError } from '../command.ts';
import { contentFolder, parseOptions } from '../options.ts';
import { outboxUsage, withFoundOutbox } from '../command-outbox.ts';
import { wholeId } from '../submission-id.ts';
import { asOneLine } from '#registry/content/characters.ts';

const STATUSES = ['open', 'merged', 'closed'] as const;

const options = {
  content: { type: 'string' },
  base: { type: 'string' },
  status: { type: 'string' },
  by: { type: 'string' },
  reason: { type: 'string' },
  json: { type: 'boolean' },
  outbox: { type: 'string' },
} as const;

export const proposal: Command = {
  summary: 'Shows and decides the proposals of the local git repository.',
  usage: `npm run registry -- proposal list|show|accept|decline [id] [options]

  list              every proposal and how it stands
  show <id>         what it proposes, for a reviewer
  accept <id>       merges it: the record is part of the registry
  decline <id>      closes it; --reason says why: the sender reads it, and it stays in the history

  --status STATUS   list: only ${STATUSES.join(', ')}
  --by NAME         who decides (default: the name of your user)
  --reason TEXT     why, in a line
  --base BRANCH     the branch that is published (default: main)
  --content DIR     the registry's content folder (default: CONTENT_DIR, or content)
  --json            JSON instead of text
${outboxUsage}
  --debug           show where a failure came from
  --help            this text`,
  async run(args, io) {
    const { values, positionals } = parseOptions(args, options);
    const [action = '', given, ...more] = positionals;
    const status = STATUSES.find((known) => known === values.status);
    if (values.status !== undefined && !status) throw new UsageError(`There is no status "${values.status}".`);
    if (more.length > 0 || (action === 'list') !== (given === undefined))
      throw new UsageError('Say list, or show, accept or decline and an id.');
    const forge = await open(contentFolder(values.content, io), values.base ?? io.env['BASE_BRANCH']);
    try {
      const states = given === undefined ? [] : await forge.list();
      const id =
        given &&
        wholeId(
          given,
          states.map(({ submissionId }) => submissionId),
        );
      switch (action) {
        case 'list':
          return list(await forge.list(status ? { status } : {}), values.json ?? false, io);
        case 'show':
          return await show(forge, id!, values.json ?? false, io).catch(async (error: unknown) => {
            throw error instanceof NotFound ? await whyNoProposal(error, id!, values.outbox, io) : error;
          });
        case 'decline':
          if (!values.reason?.trim()) throw new UsageError('decline needs --reason: whoever sent it reads why.');
          return await decide(forge, id!, action, { by: values.by ?? userInfo().username, reason: values.reason }, io);
        case 'accept':
          return await decide(forge, id!, action, { by: values.by ?? userInfo().username, reason: values.reason ?? '' }, io);
        default:
          throw new UsageError(`There is no "${action}" here.`);
      }
    } catch (error) {
      throw error instanceof ForgeError ? new Failure(error.message, { cause: error }) : error;
    } finally {
      await forge.close();
    }
  },
};

async function open(dir: string, base: string | undefined): Promise<LocalForge> {
  try {
    return await openLocalGit({ dir, ...(base === undefined ? {} : { base }) });
  } catch (error) {
    if (error instanceof ForgeError) throw new Failure(error.message, { cause: error });
    throw error;
  }
}

function list(states: ProposalState[], isJson: boolean, io: Io): ExitCode {
  if (isJson) return print(io, states);
  for (const { submissionId, status, commit } of states)
    io.stdout(`${submissionId}  ${status.padEnd(6)}  ${commit.slice(0, 10)}\n`);
  if (states.length === 0) io.stdout('There are no proposals.\n');
  return 0;
}

/** There may be no proposal because the submission is parked; the outbox tells. */
async function whyNoProposal(error: NotFound, id: string, outbox: string | undefined, io: Io): Promise<Error> {
  const entry = await withFoundOutbox(
    outbox,
    io,
    (box) => box.find(id),
    () => undefined,
  );
  if (!entry?.parked) return error;
  const { reason, detail } = entry.parked;
  return new Failure(
    `There is no proposal ${id}: its submission is parked (${reason}: ${asOneLine(detail)}). See registry -- outbox show ${id}.`,
  );
}

async function show(forge: LocalForge, id: string, isJson: boolean, io: Io): Promise<ExitCode> {
  const { state, note, conflicts } = await forge.show(id);
  if (isJson) return print(io, { ...state, ...note, conflicts });
  io.stdout(`${note.title}\n${state.status} · ${state.branch} · ${state.commit.slice(0, 10)}\n`);
  if (conflicts.length > 0)
    io.stdout(
      `It does not merge: somebody has changed ${conflicts.join(', ')} since. Merge ${state.branch} by hand, or decline it.\n`,
    );
  io.stdout(`\n${note.body}\n`);
  return 0;
}

async function decide(
  forge: LocalForge,
  id: string,
  verdict: 'accept' | 'decline',
  decision: { by: string; reason: string },
  io: Io,
): Promise<ExitCode> {
  const before = await forge.read(id);
  const { state, workingTree } = await forge.decide(id, { verdict, ...decision });
  if (before && before.status === state.status) {
    io.stdout(`${id} was ${state.status} already: nothing has changed.\n`);
    return 0;
  }
  io.stdout(`${id} is ${state.status}.\n`);
  if (workingTree.status === 'behind') io.stdout(`The files here do not show it yet. Run: ${workingTree.run}\n`);
  return 0;
}

function print(io: Io, value: unknown): ExitCode {
  io.stdout(`${JSON.stringify(value, null, 2)}\n`);
  return 0;
}

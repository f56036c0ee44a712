import { describeSystemError } from '#registry/content/system-error.ts';
import { type Command, type ExitCode, Failure, type Io, UsageError } from './command.ts';
import { check } from './commands/check.ts';
import { contracts } from './commands/contracts.ts';
import { listDemand } from './commands/demand.ts';
import { due } from './commands/due.ts';
import { importFile } from './commands/import.ts';
import { init } from './commands/init.ts';
import { federation } from './commands/federation.ts';
import { lab } from './commands/lab.ts';
import { letter } from './commands/letter.ts';
import { migrate } from './commands/migrate.ts';
import { newCase, newRecord } from './commands/new-record.ts';
import { outbox } from './commands/outbox.ts';
import { proposal } from './commands/proposal.ts';
import { reviewer } from './commands/reviewer.ts';
import { searchIndex } from './commands/search-index.ts';
import { session } from './commands/session.ts';
import { stamp } from './commands/stamp.ts';
import { template } from './commands/template.ts';
import { upgrade } from './commands/upgrade.ts';

export const commands: Readonly<Record<string, Command>> = {
  check,
  stamp,
  'new-record': newRecord,
  'new-case': newCase,
  migrate,
  contracts,
  index: searchIndex,
  demand: listDemand,
  lab,
  due,
  letter,
  template,
  import: importFile,
  federation,
  outbox,
  proposal,
  reviewer,
  session,
  init,
  upgrade,
};

const HELP = ['--help', '-h', 'help'];

/** Runs one command by name and returns its exit code. Prints errors as one sentence, with a stack only for `--debug`. */
export async function runCommand(args: string[], io: Io): Promise<ExitCode> {
  const [name = '', ...rest] = args.filter((arg) => arg !== '--debug');
  if (HELP.includes(name)) return say(io, overview());
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    io.stderr(`${name ? `There is no command "${name}".\n\n` : ''}${overview()}`);
    return 2;
  }
  if (rest.includes('--help') || rest.includes('-h')) return say(io, `${command.usage}\n`);
  try {
    return await command.run(rest, io);
  } catch (error) {
    if (error instanceof UsageError) {
      io.stderr(`${error.message}\n\n${command.usage}\n`);
      return 2;
    }
    io.stderr(
      `${error instanceof Failure ? error.message : `${name} could not finish: ${describeSystemError(error) ?? (error as Error).message}`}\n`,
    );
    if (args.includes('--debug')) io.stderr(`${(error as Error).stack}\n`);
    return 3;
  }
}

function say(io: Io, text: string): ExitCode {
  io.stdout(text);
  return 0;
}

function overview(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return `npm run registry -- <command> [options]\n\n${lines.join('\n')}\n\nAdd --help to a command to see how it is called.\n`;
}

import { resolve } from 'node:path';
import { describeSystemError } from '#registry/content/system-error.ts';
import { readDemand } from '#registry/search/demand-file.ts';
import { DAYS, listQuestions } from '#registry/search/demand.ts';
import { type Command, Failure, UsageError } from '../command.ts';
import { parseOptions } from '../options.ts';

const options = { file: { type: 'string' }, json: { type: 'boolean' } } as const;

export const listDemand: Command = {
  summary: 'Lists what readers looked for on three days or more and did not find.',
  usage: `npm run registry -- demand [options]

Questions that found nothing, by the number of days on which somebody asked: each is its telling words, in the order of the
alphabet. The server counts them when DEMAND_PATH names a file.

  --file FILE  the file (default: DEMAND_PATH)
  --json       JSON instead of text
  --debug      show where a failure came from
  --help       this text`,
  async run(args, io) {
    const { values, positionals } = parseOptions(args, options);
    if (positionals.length > 0) throw new UsageError(`demand takes no "${positionals[0]}".`);
    const file = values.file ?? io.env['DEMAND_PATH'];
    if (!file) throw new UsageError('Say which file with --file or DEMAND_PATH.');
    const counted = await readDemand(resolve(io.cwd, file)).catch((error: Error) => {
      throw new Failure(
        describeSystemError(error, file) ?? `${file} is no file of counted questions: is it that of DEMAND_PATH?`,
      );
    });
    const named = listQuestions(counted ?? { named: {} });
    if (values.json) io.stdout(`${JSON.stringify(named)}\n`);
    else if (named.length === 0) io.stdout(`No question that found nothing was asked on ${DAYS} days.\n`);
    else
      for (const { question, locale, days, last } of named)
        io.stdout(`${String(days).padStart(4)} days, last ${last}  [${locale}] ${question}\n`);
    return 0;
  },
};

import { dueOn, NOTICE_DAYS } from '#registry/commitment/due.ts';
import { type Command, UsageError } from '../command.ts';
import { loadPublished } from '../load.ts';
import { commonOptions, commonUsage, contentFolder, parseOptions, today } from '../options.ts';

const options = { ...commonOptions, days: { type: 'string' }, lab: { type: 'string' }, json: { type: 'boolean' } } as const;

/** A hundred years: no date is out of reach. */
const MOST_DAYS = 36_500;

export const due: Command = {
  summary: 'Says which reviews, reports and results labs owe now or soon.',
  usage: `npm run registry -- due [options]

A review of a record, a report on a commitment, the results of what was planned: the oldest first. Exit code 1 when something is overdue.

  --days N         how far ahead to look (default: ${NOTICE_DAYS})
  --lab ID         only what this lab owes
  --json           JSON instead of text
${commonUsage}`,
  async run(args, io) {
    const { values, positionals } = parseOptions(args, options);
    const days = Number(values.days ?? NOTICE_DAYS);
    if (positionals.length > 0 || !Number.isInteger(days) || days < 0 || days > MOST_DAYS)
      throw new UsageError(`--days takes a whole number up to ${MOST_DAYS}.`);
    const { registry } = await loadPublished(contentFolder(values.content, io));
    if (values.lab !== undefined && !registry.labs.has(values.lab)) throw new UsageError(`There is no lab "${values.lab}".`);
    const all = dueOn(registry, today(), days).filter(({ lab }) => values.lab === undefined || lab === values.lab);
    if (values.json) {
      const plain = all.map(({ record, ...rest }) => ({ ...rest, kind: record.kind.id, id: record.id }));
      io.stdout(`${JSON.stringify(plain, null, 2)}\n`);
    } else {
      for (const { record, what, lab, on, isOverdue } of all)
        io.stdout(`${on}  ${isOverdue ? 'overdue' : 'due    '}  ${what.padEnd(7)}  ${record.id}  (${lab})\n`);
      if (all.length === 0) io.stdout(`Nothing is due within ${days} days.\n`);
    }
    return all.some(({ isOverdue }) => isOverdue) ? 1 : 0;
  },
};

import { join } from 'node:path';
import { alpha2 } from '#registry/country/country.ts';
import { describeFinding } from '#registry/finding/describe.ts';
import { labKind } from '#registry/lab/kind.ts';
import { labSchema } from '#registry/lab/schema.ts';
import type { Locale } from '#registry/locale/locale.ts';
import type { Outbox } from '#registry/outbox/outbox.ts';
import { readRegistry } from '#registry/read.ts';
import { originalPath, recordIdsIn } from '#registry/record/path.ts';
import { RecordNotWritable, writeRecord } from '#registry/record/write.ts';
import { type Command, type ExitCode, Failure, type Io, UsageError } from '../command.ts';
import { demandLocale, loadLocales, loadTree, localeFor } from '../load.ts';
import { writeNewFile } from '../new-file.ts';
import { commonOptions, commonUsage, contentFolder, parseOptions } from '../options.ts';
import { outboxUsage } from '../command-outbox.ts';
import { demandId } from '../record-id.ts';
import { giveToken, listTokens, revokeToken } from '../tokens.ts';

const options = {
  ...commonOptions,
  outbox: { type: 'string' },
  name: { type: 'string' },
  type: { type: 'string' },
  language: { type: 'string' },
  country: { type: 'string' },
  url: { type: 'string' },
  expires: { type: 'string' },
} as const;
type Values = { [Name in keyof typeof options]?: string | undefined };

export const lab: Command = {
  summary: 'Adds a lab, and gives or takes away the tokens with which it sends submissions.',
  usage: `npm run registry -- lab add|token|revoke|list [lab] [token id] [options]

  add <lab>              writes content/labs/<lab>/index.md, for somebody to commit
  token <lab>            makes a token and shows it once; a lab has at most two, so that it can change from one to the other
  revoke <lab> <token>   ends a token at once; its id is in the list
  list [lab]             labs and their tokens, never the tokens themselves

  --name TEXT      add: what the lab is called
  --type TYPE      add: ${labSchema.shape.type.options.join(', ')}
  --language LOC   add: language of its name (default: the first of the registry)
  --country XXX    add: ISO 3166-1 alpha-3
  --url URL        add: its web address
  --expires DAYS   token: it opens nothing after so many days (default: it has no end)
${outboxUsage}
${commonUsage}`,
  async run(args, io) {
    const { values, positionals } = parseOptions(args, options);
    const [action = '', id, token, ...more] = positionals;
    const expected = new Map(Object.entries({ add: [1], token: [1], revoke: [2], list: [0, 1] }));
    if (!expected.get(action)?.includes([id, token, ...more].filter((part) => part !== undefined).length))
      throw new UsageError('Say add, token or revoke and a lab, or list.');
    if (action === 'add') return await add(id!, values, io);
    if (action === 'list') return await listTokens(tokensOf, id, values, io);
    if (action === 'revoke') return await revokeToken(tokensOf, [id!, token!], values, io);
    const { labs } = readRegistry(await loadTree(contentFolder(values.content, io))).registry;
    if (!labs.has(id!)) throw new Failure(`There is no lab ${id!} in the content: add it first.`);
    return await giveToken(tokensOf, id!, values, io);
  },
};

const tokensOf = ({ tokens }: Outbox) => tokens;

async function add(id: string, { name, type, language, country, url, content, lang }: Values, io: Io): Promise<ExitCode> {
  demandId(id);
  if (!name || !type) throw new UsageError('Say what the lab is with --name and --type.');
  if (country !== undefined && alpha2(country) === undefined)
    throw new UsageError(`"${country}" is not an ISO 3166-1 alpha-3 code.`);
  const folder = contentFolder(content, io);
  const tree = await loadTree(folder);
  const { registry } = readRegistry(tree);
  const ownLanguage = language === undefined ? [...registry.locales.keys()][0] : demandLocale(language, registry).id;
  if (recordIdsIn(tree, registry.kinds).has(id)) throw new UsageError(`The id "${id}" is taken already.`);
  const facts = { language: ownLanguage, name, country, type, status: 'member', url };
  const text = write(facts, localeFor(lang, await loadLocales(tree), io));
  await writeNewFile(join(folder, originalPath(labKind, id)), text, io);
  return 0;
}

function write(data: object, locale: Locale): string {
  try {
    return writeRecord(data, '', labSchema);
  } catch (error) {
    if (!(error instanceof RecordNotWritable)) throw error;
    const why = error.findings.map((found) => Object.values(describeFinding(found, locale)).join(' '));
    throw new UsageError(why.join('\n') || error.message);
  }
}

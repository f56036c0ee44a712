import { join } from 'node:path';
import type * as z from 'zod';
import { caseKind } from '#registry/case/kind.ts';
import { folderOfPlaces } from '#registry/case/rules/folder.ts';
import { alpha2 } from '#registry/country/country.ts';
import { kinds } from '#registry/kinds.ts';
import { findUnfit } from '#registry/content/characters.ts';
import { readRegistry } from '#registry/read.ts';
import { originalPath, readPath } from '#registry/record/path.ts';
import type { Kind } from '#registry/record/record.ts';
import { scaffoldRecord } from '#registry/record/scaffold.ts';
import { oneYearAfter } from '#registry/submission/draft/draft.ts';
import { tidyTexts } from '#registry/submission/draft/tidy.ts';
import { partsOf } from '#registry/schema/walk.ts';
import { type Command, type ExitCode, type Io, UsageError } from '../command.ts';
import { demandLocale, loadTree } from '../load.ts';
import { writeNewFile } from '../new-file.ts';
import { commonOptions, commonUsage, contentFolder, parseOptions, today } from '../options.ts';
import { demandId } from '../record-id.ts';

const options = {
  ...commonOptions,
  country: { type: 'string', multiple: true },
  language: { type: 'string' },
  title: { type: 'string' },
} as const;

const names = kinds.map(({ id }) => id);

export const newRecord: Command = {
  summary: 'Starts the file of a new record, with every field explained.',
  usage: `npm run registry -- new-record <kind> <id> --language LOCALE [options]

Writes content/<folder>/<id>/index.md. The id is chosen once and never changes: sector-roundtable. Kinds: ${names.join(', ')}.

  --language LOC   language of the record: a locale of the registry
  --title TEXT     what people call it
  --country XXX    of a case: ISO 3166-1 alpha-3 code; several times for a case about several countries
${commonUsage}`,
  async run(args, io) {
    const { values, positionals } = parseOptions(args, options);
    const [name, id, ...more] = positionals;
    const kind = kinds.find(({ id }) => id === name);
    if (!kind) throw new UsageError(`Say a kind and an id. Kinds are ${names.join(', ')}.`);
    if (id === undefined || more.length > 0) throw new UsageError('new-record takes one id.');
    return await start(kind, id, values, io);
  },
};

export const newCase: Command = {
  summary: 'Starts the file of a new case, with every field explained.',
  usage: `npm run registry -- new-case <id> --country XXX --language LOCALE [options]

Short for new-record case. Writes content/cases/<country>/<id>/index.md. The id is chosen once and never changes: uruguay-plan-ceibal.

  --country XXX    ISO 3166-1 alpha-3 code; several times for a case about several countries
  --language LOC   language of the case: a locale of the registry
  --title TEXT     title of the case
${commonUsage}`,
  async run(args, io) {
    const { values, positionals } = parseOptions(args, options);
    const [id, ...more] = positionals;
    if (id === undefined || more.length > 0) throw new UsageError('new-case takes one id.');
    return await start(caseKind, id, values, io);
  },
};

type Values = ReturnType<typeof parseOptions<typeof options>>['values'];

async function start(kind: Kind, id: string, values: Values, io: Io): Promise<ExitCode> {
  demandId(id);
  const folder = contentFolder(values.content, io);
  const tree = await loadTree(folder);
  const { registry } = readRegistry(tree);
  const existing = [...tree.keys()].find((file) => readPath(file, kinds)?.id === id);
  if (existing) throw new UsageError(`The id "${id}" is taken by ${existing}.`);
  if (registry.redirects.has(id))
    throw new UsageError(`The id "${id}" was used before and leads to "${registry.redirects.get(id)}".`);
  if (kind === caseKind && registry.gone.some((left) => left.id === id))
    throw new UsageError(`The id "${id}" was that of a case that is no longer published (gone.yml), and names no other one.`);
  const countries = kind.group ? readCountries(values.country) : [];
  if (values.language === undefined)
    throw new UsageError(`Say the language with --language: ${[...registry.locales.keys()].join(', ')}.`);
  const language = demandLocale(values.language, registry);
  const title = readTitle(kind, values.title);

  const day = today();
  const known = {
    language: language.id,
    ...(title === undefined ? {} : { [kind.title]: title }),
    ...(kind.group ? { places: countries.map((country) => ({ country })), kind: 'case' } : {}),
    'compiled.on': day,
    reviewBy: oneYearAfter(day),
  };
  const group = kind.group && folderOfPlaces(countries.map((country) => ({ country })));
  const file = join(folder, originalPath(kind, id, group));
  const text = scaffoldRecord({ kind, kinds, language, vocabularies: registry.vocabularies, known });
  await writeNewFile(file, text, io);
  return 0;
}

/** The title with the normalisation of the form and the API. */
function readTitle(kind: Kind, given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  const { title } = tidyTexts({ title: given });
  const schema = partsOf(kind.schema).shape![kind.title] as z.ZodString;
  if (!schema.safeParse(title).success) throw new UsageError(`The ${kind.title} must have 1 to ${schema.maxLength} characters.`);
  const unfit = findUnfit(title);
  if (unfit) throw new UsageError(`The ${kind.title} has a character that nobody sees, or that was lost (${unfit.character}).`);
  return title;
}

function readCountries(given: readonly string[] = []): string[] {
  const countries = [...new Set(given.map((code) => code.toUpperCase()))];
  if (countries.length === 0) throw new UsageError('Say the country with --country, for example --country URY.');
  const unknown = countries.find((code) => alpha2(code) === undefined);
  if (unknown) throw new UsageError(`"${unknown}" is not an ISO 3166-1 alpha-3 code.`);
  return countries;
}

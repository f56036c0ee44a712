import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { scaffoldCase } from '#registry/case/scaffold.ts';
import { caseSchema } from '#registry/case/schema.ts';
import { alpha2 } from '#registry/country/country.ts';
import { readRegistry } from '#registry/read.ts';
import { type Command, UsageError } from '../command.ts';
import { loadTree } from '../load.ts';
import { commonOptions, commonUsage, contentFolder, parseOptions } from '../options.ts';
import { demandId } from '../record-id.ts';

const options = {
  ...commonOptions,
  country: { type: 'string', multiple: true },
  language: { type: 'string' },
  title: { type: 'string' },
} as const;

export const newCase: Command = {
  summary: 'Starts the file of a new case, with every field explained.',
  usage: `npm run registry -- new-case <id> --country XXX --language LOCALE [options]

Writes content/cases/<country>/<id>/index.md. The id is chosen once and never changes: uruguay-plan-ceibal.

  --country XXX    ISO 3166-1 alpha-3 code; several times for a case about several countries
  --language LOC   language in which the case is told: a locale of the registry
  --title TEXT     title of the case
${commonUsage}`,
  async run(args, io) {
    const { values, positionals } = parseOptions(args, options);
    const [id, ...more] = positionals;
    if (id === undefined || more.length > 0) throw new UsageError('new-case takes one id.');
    const folder = contentFolder(values.content, io);
    const tree = await loadTree(folder);
    const { registry } = readRegistry(tree);

    const countries = [...new Set((values.country ?? []).map((code) => code.toUpperCase()))];
    const language = registry.locales.get(values.language ?? '');
    demandId(id);
    const existing = [...tree.keys()].find((file) => file.split('/')[0] === 'cases' && file.split('/')[2] === id);
    if (existing) throw new UsageError(`The id "${id}" is taken by ${existing}.`);
    if (registry.redirects.has(id))
      throw new UsageError(`The id "${id}" was used before and leads to "${registry.redirects.get(id)}".`);
    if (countries.length === 0) throw new UsageError('Say the country with --country, for example --country URY.');
    const unknown = countries.find((code) => alpha2(code) === undefined);
    if (unknown) throw new UsageError(`"${unknown}" is not an ISO 3166-1 alpha-3 code.`);
    if (!language) throw new UsageError(`Say the language with --language: ${[...registry.locales.keys()].join(', ')}.`);
    if (values.title !== undefined && !caseSchema.shape.title.safeParse(values.title).success)
      throw new UsageError('The title must have 1 to 90 characters.');

    const today = new Date();
    const known = {
      language: language.id,
      ...(values.title === undefined ? {} : { title: values.title }),
      places: countries.map((country) => ({ country })),
      kind: 'case',
      'compiled.on': toDay(today),
      reviewBy: toDay(new Date(Date.UTC(today.getUTCFullYear() + 1, today.getUTCMonth(), today.getUTCDate()))),
    };
    const file = join(folder, 'cases', countries.length === 1 ? countries[0]!.toLowerCase() : 'int', id, 'index.md');
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, scaffoldCase({ language, vocabularies: registry.vocabularies, known }), { flag: 'wx' });
    io.stdout(`${relative(io.cwd, file).replaceAll('\\', '/')}\n`);
    return 0;
  },
};

const toDay = (date: Date) => date.toISOString().slice(0, 10);

import { writeFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { letterPack } from '#registry/pack/letter.ts';
import { FORMATS, renderPack } from '#registry/pack/format/formats.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { publishRegistry } from '#registry/publish.ts';
import { type Command, Failure, UsageError } from '../command.ts';
import { loadTree } from '../load.ts';
import { commonOptions, commonUsage, contentFolder, languageOf, parseOptions } from '../options.ts';

const options = {
  ...commonOptions,
  locale: { type: 'string' },
  format: { type: 'string' },
  out: { type: 'string' },
  site: { type: 'string' },
} as const;

export const letter: Command = {
  summary: 'Writes a letter to a lab: where its lessons were quoted, tried and adopted, and what it owes soon.',
  usage: `npm run registry -- letter <lab> [options]

  --locale LOC     language of the letter (default: that of the messages)
  --format F       ${FORMATS.join(', ')} (default: pdf)
  --out FILE       where it is written (default: <lab>-<locale>.<format>)
  --site URL       address of the site (default: SITE_URL)
${commonUsage}`,
  async run(args, io) {
    const { values, positionals } = parseOptions(args, options);
    const [lab, ...more] = positionals;
    if (lab === undefined || more.length > 0) throw new UsageError('letter takes one lab.');
    const format = FORMATS.find((each) => each === (values.format ?? 'pdf'));
    if (!format) throw new UsageError(`There is no format "${values.format}".`);
    const today = new Date().toISOString().slice(0, 10);
    const { registry } = publishRegistry(await loadTree(contentFolder(values.content, io)), { today });
    if (!registry.labs.has(lab)) throw new Failure(`There is no lab ${lab}.`);
    const locale = registry.locales.get(values.locale ?? languageOf(values.lang, io)) ?? [...registry.locales.values()][0]!;
    const siteUrl = values.site ?? io.env['SITE_URL'] ?? 'http://localhost:4321';
    const pack = letterPack(lab, { speaker: makeSpeaker(registry, locale), siteUrl, today });
    const file = resolve(io.cwd, values.out ?? `${lab}-${locale.id}.${format}`);
    await writeFile(file, await renderPack(pack, format));
    io.stdout(`${relative(io.cwd, file).replaceAll('\\', '/')}\n`);
    return 0;
  },
};

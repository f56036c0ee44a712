import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { letterPack } from '#registry/pack/letter.ts';
import { FORMATS, renderPack } from '#registry/pack/format/formats.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { type Command, Failure, UsageError } from '../command.ts';
import { chosenLocales, loadPublished, localeFor } from '../load.ts';
import {
  chooseFrom,
  commonUsage,
  contentFolder,
  documentOptions,
  parseOptions,
  shownPath,
  siteUrlOf,
  today,
} from '../options.ts';

export const letter: Command = {
  summary: 'Writes a letter to a lab: where its lessons were quoted, tried and adopted, and what it owes soon.',
  usage: `npm run registry -- letter <lab> [options]

  --locale LOC     language of the letter (default: that of the messages)
  --format F       ${FORMATS.join(', ')} (default: pdf)
  --out FILE       where it is written (default: <lab>-<locale>.<format>)
  --site URL       address of the site (default: SITE_URL)
${commonUsage}`,
  async run(args, io) {
    const { values, positionals } = parseOptions(args, documentOptions);
    const [lab, ...more] = positionals;
    if (lab === undefined || more.length > 0) throw new UsageError('letter takes one lab.');
    const [format, ...others] = chooseFrom('format', values.format ?? 'pdf', FORMATS);
    if (others.length > 0) throw new UsageError('letter takes one format.');
    const { registry } = await loadPublished(contentFolder(values.content, io));
    if (!registry.labs.has(lab)) throw new Failure(`There is no lab ${lab}.`);
    const [locale, ...otherLocales] = chosenLocales(values.locale, registry, localeFor(values.lang, registry, io));
    if (!locale || otherLocales.length > 0) throw new UsageError('A letter has one language.');
    const options = { speaker: makeSpeaker(registry, locale), siteUrl: siteUrlOf(values.site, io), today: today() };
    const file = resolve(io.cwd, values.out ?? `${lab}-${locale.id}.${format}`);
    await writeFile(file, await renderPack(letterPack(lab, options), format!));
    io.stdout(`${shownPath(file, io)}\n`);
    return 0;
  },
};

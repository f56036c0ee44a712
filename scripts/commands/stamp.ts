import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readRegistry } from '#registry/read.ts';
import { readPath } from '#registry/record/path.ts';
import { stampTranslation } from '#registry/record/stamp.ts';
import { type Command, UsageError } from '../command.ts';
import { loadTree } from '../load.ts';
import { commonOptions, commonUsage, contentFolder, parseOptions } from '../options.ts';

export const stamp: Command = {
  summary: 'Marks translations as up to date with their original, once a person has looked at them.',
  usage: `npm run registry -- stamp [id] [locale] [options]

Writes the digest of the original's words into the translation's \`translates\`. Without an id all records are stamped.

${commonUsage}`,
  async run(args, io) {
    const { values, positionals } = parseOptions(args, commonOptions);
    const [id, locale, ...more] = positionals;
    if (more.length > 0) throw new UsageError('stamp takes the id of a record and a locale, no more.');
    const folder = contentFolder(values.content, io);
    const { registry, findings } = readRegistry(await loadTree(folder));
    const all = [...registry.records.values()].flatMap((records) => [...records.values()]);
    const records = all.filter((record) => id === undefined || record.id === id);
    if (id !== undefined && records.length === 0) {
      throw new UsageError(`There is no readable record "${id}"; "check" says whether its file has errors.`);
    }
    const translations = records.flatMap((record) =>
      [...record.translations.values()].map((translation) => ({ record, translation })),
    );
    const chosen = translations.filter(({ translation }) => locale === undefined || translation.locale === locale);
    if (locale !== undefined && chosen.length === 0) throw new UsageError(`"${id}" has no readable translation "${locale}".`);

    const stale = chosen.filter(({ translation }) => translation.stale);
    for (const { record, translation } of stale) {
      const path = join(folder, translation.file);
      await writeFile(path, stampTranslation(await readFile(path, 'utf8'), translation, record.digest));
      io.stdout(`${translation.file} ${record.digest}\n`);
    }
    io.stdout(`${stale.length} stamped, ${chosen.length - stale.length} already up to date\n`);
    const broken = findings.filter(({ file }) => {
      const found = readPath(file, registry.kinds);
      return found && (id === undefined || found.id === id);
    });
    if (broken.length > 0) io.stderr('Files with errors were left as they are; "check" names them.\n');
    return broken.length > 0 ? 1 : 0;
  },
};

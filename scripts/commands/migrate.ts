import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { caseKind } from '#registry/case/kind.ts';
import { migrateFiles } from '#registry/case/migrate-files.ts';
import { translate } from '#registry/locale/translate.ts';
import { readPath } from '#registry/record/path.ts';
import { RecordNotWritable } from '#registry/record/write.ts';
import type { Command } from '../command.ts';
import { loadLocales, loadTree, localeIn } from '../load.ts';
import { commonOptions, commonUsage, contentFolder, parseOptions } from '../options.ts';

export const migrate: Command = {
  summary: 'Brings cases of an older schema to the one that this version reads.',
  usage: `npm run registry -- migrate [options]

Changes files in place; a case that is up to date stays as it is. What the older schema did not say is not made up: look through
the changes, then run "check".

${commonUsage}`,
  async run(args, io) {
    const { values } = parseOptions(args, commonOptions);
    const folder = contentFolder(values.content, io);
    const tree = await loadTree(folder);
    const texts = [...tree.keys()].flatMap((file) => {
      const place = readPath(file, [caseKind]);
      return place?.name === undefined ? [] : [{ file, name: place.name, folder: place.folder }];
    });
    const cases = Map.groupBy(texts, (text) => text.folder);
    const locales = await loadLocales(tree);
    const wordsOf = (locale: string) => ({ purpose: translate(localeIn(locales, locale)!, 'submission.record.purpose') });
    let changed = 0;
    let failed = 0;
    for (const [path, files] of cases) {
      const contents = await Promise.all(
        files.map(async ({ file, name }) => [name, await readFile(join(folder, file), 'utf8')] as const),
      );
      try {
        const migrated = migrateFiles(new Map(contents), wordsOf);
        for (const [name, text] of migrated) await writeFile(join(folder, path, `${name}.md`), text);
        if (migrated.size > 0) changed += 1;
      } catch (error) {
        if (!(error instanceof RecordNotWritable)) throw error;
        failed += 1;
        io.stderr(`${path.slice(0, -1)} has errors that the older schema did not allow either: mend it, then migrate again.\n`);
      }
    }
    io.stdout(`${changed} changed, ${cases.size - changed - failed} already up to date\n`);
    return failed > 0 ? 1 : 0;
  },
};

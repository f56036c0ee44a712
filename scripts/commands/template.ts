import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { makeFolder } from '#registry/content/make-folder.ts';
import { type History, readHistory } from '#registry/content/git-history.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { versionOf } from '#registry/record/version.ts';
import { caseTemplate, TEMPLATE_FORMATS } from '#registry/submission/file/case-template.ts';
import { commentTemplate } from '#registry/submission/file/comment-template.ts';
import { type Command, Failure, UsageError } from '../command.ts';
import { chosenLocales, loadPublished, localeFor } from '../load.ts';
import { chooseFrom, commonUsage, contentFolder, documentOptions, parseOptions, shownPath, siteUrlOf } from '../options.ts';

export const template: Command = {
  summary: 'Writes the empty template of a case, or comment sheets of cases, for Word and for spreadsheets.',
  usage: `npm run registry -- template case|comments [case ids] [options]

The command import reads them when somebody has filled them in.

  --locale LOC     languages, separated by commas (default: that of the messages)
  --format F       ${TEMPLATE_FORMATS.join(', ')} (default: all)
  --out DIR        where the files are written (default: .)
  --site URL       address of the site (default: SITE_URL)
${commonUsage}`,
  async run(args, io) {
    const { values, positionals } = parseOptions(args, documentOptions);
    const [of, ...ids] = positionals;
    if ((of !== 'case' || ids.length > 0) && (of !== 'comments' || ids.length === 0))
      throw new UsageError('Say case, or comments and the ids of cases.');
    const formats = chooseFrom('format', values.format, TEMPLATE_FORMATS);
    const folder = contentFolder(values.content, io);
    const { registry } = await loadPublished(folder);
    const cases = ids.map((id) => {
      const record = registry.cases.get(id);
      if (!record) throw new Failure(`There is no case ${id}.`);
      return record;
    });
    const history: History = await readHistory(folder).catch(() => new Map());
    const out = resolve(io.cwd, values.out ?? '.');
    makeFolder(out);
    for (const locale of chosenLocales(values.locale, registry, localeFor(values.lang, registry, io)))
      for (const format of formats) {
        const speaker = makeSpeaker(registry, locale);
        const bytes =
          of === 'case'
            ? await caseTemplate(format, speaker)
            : await commentTemplate(format, {
                ...{ cases, speaker, siteUrl: siteUrlOf(values.site, io) },
                versionOf: (record) => versionOf(record, history),
              });
        const file = join(out, `${of}-${speaker.locale.id}.${format}`);
        await writeFile(file, bytes);
        io.stdout(`${shownPath(file, io)}\n`);
      }
    return 0;
  },
};

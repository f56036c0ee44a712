import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { type History, readHistory } from '#registry/content/git-history.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { publishRegistry } from '#registry/publish.ts';
import { versionOf } from '#registry/record/version.ts';
import { caseTemplate, TEMPLATE_FORMATS } from '#registry/submission/file/case-template.ts';
import { commentTemplate } from '#registry/submission/file/comment-template.ts';
import { type Command, Failure, UsageError } from '../command.ts';
import { chooseLocale, loadTree } from '../load.ts';
import { commonOptions, commonUsage, contentFolder, languageOf, parseOptions } from '../options.ts';

const options = {
  ...commonOptions,
  locale: { type: 'string' },
  format: { type: 'string' },
  out: { type: 'string' },
  site: { type: 'string' },
} as const;

export const template: Command = {
  summary: 'Writes the empty template of a case, or comment sheets of cases, for Word and for spreadsheets.',
  usage: `npm run registry -- template case|comments [case ids] [options]

The command import reads them when somebody has filled them in.

  --locale LOC     languages, separated by commas (default: that of the messages)
  --format F       ${TEMPLATE_FORMATS.join(', ')} (default: all)
  --out DIR        where the files are written (default: .)
  --site URL       address of the site
${commonUsage}`,
  async run(args, io) {
    const { values, positionals } = parseOptions(args, options);
    const [of, ...ids] = positionals;
    if ((of !== 'case' || ids.length > 0) && (of !== 'comments' || ids.length === 0))
      throw new UsageError('Say case, or comments and the ids of cases.');
    const formats = (values.format ?? TEMPLATE_FORMATS.join(',')).split(',').map((asked) => {
      const format = TEMPLATE_FORMATS.find((each) => each === asked);
      if (!format) throw new UsageError(`There is no format "${asked}".`);
      return format;
    });
    const folder = contentFolder(values.content, io);
    const tree = await loadTree(folder);
    const { registry } = publishRegistry(tree, { today: new Date().toISOString().slice(0, 10) });
    const cases = ids.map((id) => {
      const record = registry.cases.get(id);
      if (!record) throw new Failure(`There is no case ${id}.`);
      return record;
    });
    const history: History = await readHistory(folder).catch(() => new Map());
    const out = resolve(io.cwd, values.out ?? '.');
    await mkdir(out, { recursive: true });
    for (const id of (values.locale ?? languageOf(values.lang, io)).split(','))
      for (const format of formats) {
        const speaker = makeSpeaker(registry, chooseLocale(tree, id));
        const siteUrl = values.site ?? 'http://localhost:4321';
        const bytes =
          of === 'case'
            ? await caseTemplate(format, speaker)
            : await commentTemplate(format, { cases, speaker, siteUrl, versionOf: (record) => versionOf(record, history) });
        const file = join(out, `${of}-${speaker.locale.id}.${format}`);
        await writeFile(file, bytes);
        io.stdout(`${relative(io.cwd, file).replaceAll('\\', '/')}\n`);
      }
    return 0;
  },
};

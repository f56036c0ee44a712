import { readFile as readBytes, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { commentKind } from '#registry/comment/kind.ts';
import { describeSystemError } from '#registry/content/system-error.ts';
import type { Tree } from '#registry/content/tree.ts';
import type { Locale } from '#registry/locale/locale.ts';
import { translate } from '#registry/locale/translate.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { readRegistry } from '#registry/read.ts';
import type { Registry } from '#registry/registry.ts';
import { originalPath, recordIdsIn } from '#registry/record/path.ts';
import { writeRecord } from '#registry/record/write.ts';
import { inspectSubmission } from '#registry/submission/check/inspect.ts';
import { newRecordIds } from '#registry/submission/draft/new-record.ts';
import { markFile } from '#registry/submission/file/marked-file.ts';
import { readFile, type SheetReading } from '#registry/submission/file/read-file.ts';
import { type Command, Failure, type Io, UsageError } from '../command.ts';
import { loadTree, localeFor } from '../load.ts';
import { writeNewFile } from '../new-file.ts';
import { commonOptions, commonUsage, contentFolder, parseOptions, today } from '../options.ts';

const options = {
  ...commonOptions,
  'dry-run': { type: 'boolean' },
  language: { type: 'string' },
  session: { type: 'string' },
  marked: { type: 'string' },
} as const;

export const importFile: Command = {
  summary:
    'Reads comment sheets or cases that a lab wrote in Word or in a spreadsheet, and writes the records for somebody to commit.',
  usage: `npm run registry -- import FILE [options]

FILE is a .docx or .xlsx that somebody filled in: see the command template. Each comment becomes content/comments/<case>-<lab>/index.md, each
case content/cases/<country>/<id>/index.md. What cannot be read is named by sheet, row and column; it does not hold back the rest. Exit
code 1 when something is to be mended.

  --dry-run        say what is in it, and write nothing
  --language LOC   language of the answers (default: that of the messages)
  --session ID     session that comment sheets are of
  --marked FILE    write the file again, with a column that says what is to be mended in each row
${commonUsage}`,
  async run(args, io) {
    const { values, positionals } = parseOptions(args, options);
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new UsageError('import takes one file.');
    const folder = contentFolder(values.content, io);
    const tree = await loadTree(folder);
    const { registry } = readRegistry(tree);
    const bytes = await readBytes(resolve(io.cwd, file)).catch((error: Error) => {
      throw new Failure(describeSystemError(error, file) ?? error.message);
    });
    const locale = localeFor(values.language ?? values.lang, registry, io);
    const day = today();
    const read = await readFile(bytes, { registry, tree, day }, locale);
    if (read.refused !== undefined) throw new Failure(`${file}: ${translate(locale, `upload.refused.${read.refused}`)}`);
    const all = [...read.sheets, ...read.cases];
    if (all.length === 0) throw new Failure(`${file} has no filled comment sheet, and no case.`);
    for (const { detail } of all.flatMap(({ findings }) => findings)) io.stderr(`${detail}\n`);
    for (const { message } of read.sheets.flatMap(({ problems }) => problems)) io.stderr(`${message}\n`);

    const writing = { folder, tree, registry, locale, day, isDry: values['dry-run'] ?? false, io };
    const written = new Set<string>();
    for (const { submission, data } of read.sheets) {
      if (!submission) continue;
      const id = newRecordIds(submission, undefined, (each) => written.has(each)).next().value as string;
      written.add(id);
      await keepComment(id, data, read.file.door, values.session, writing);
    }
    const made = new Map(tree);
    for (const { submission } of read.cases) {
      if (!submission) continue;
      // Ids are unique, also among the cases of one file.
      const { contact: _contact, ...payload } = submission;
      const inspected = inspectSubmission(payload, { registry, tree: new Map(made), day }, locale);
      if (!inspected.made) throw new Failure(`${submission.case.title ?? ''} cannot be written.`);
      made.set(inspected.made.file, { text: inspected.made.text });
      await keep(inspected.made.file, inspected.made.text, writing);
    }
    const findings = all.flatMap((each) => each.findings);
    if (values.marked !== undefined && findings.length > 0)
      await writeFile(resolve(io.cwd, values.marked), await markFile(read.file, findings, makeSpeaker(registry, locale), day), {
        flag: 'wx',
      });
    return all.every(({ submission }) => submission) ? 0 : 1;
  },
};

interface Writing {
  folder: string;
  tree: Tree;
  registry: Registry;
  locale: Locale;
  day: string;
  isDry: boolean;
  io: Io;
}

async function keepComment(
  id: string,
  data: SheetReading['data'],
  door: string,
  session: string | undefined,
  writing: Writing,
): Promise<void> {
  const { tree, registry, locale, day } = writing;
  if (recordIdsIn(tree, registry.kinds).has(id)) throw new Failure(`There is a comment ${id} already.`);
  const more = { received: { on: day, door }, ...(session === undefined ? {} : { session }) };
  await keep(
    originalPath(commentKind, id),
    writeRecord({ language: locale.id, ...data, ...more }, '', commentKind.schema),
    writing,
  );
}

async function keep(path: string, text: string, { folder, isDry, io }: Writing): Promise<void> {
  if (isDry) io.stdout(text);
  else await writeNewFile(join(folder, path), text, io);
}

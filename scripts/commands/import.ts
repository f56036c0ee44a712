import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { commentKind } from '#registry/comment/kind.ts';
import { type ReadSheet, readCommentSheets } from '#registry/import/comment-sheet.ts';
import { FileRefused } from '#registry/import/gate.ts';
import { TablesRefused } from '#registry/import/word-tables.ts';
import { readRegistry } from '#registry/read.ts';
import { originalPath, recordIdsIn } from '#registry/record/path.ts';
import { writeRecord } from '#registry/record/write.ts';
import { type Command, Failure, type Io, UsageError } from '../command.ts';
import { loadTree } from '../load.ts';
import { commonOptions, commonUsage, contentFolder, languageOf, parseOptions } from '../options.ts';

const options = {
  ...commonOptions,
  'dry-run': { type: 'boolean' },
  language: { type: 'string' },
  session: { type: 'string' },
} as const;

export const importFile: Command = {
  summary: 'Reads a comment sheet that a lab filled in Word, and writes its comments for somebody to commit.',
  usage: `npm run registry -- import FILE [options]

Each sheet of the file that has answers becomes content/comments/<case>-<lab>/index.md. What cannot be read is named by table and row.

  --dry-run        say what is in it, and write nothing
  --language LOC   language of the answers (default: that of the messages)
  --session ID     session that the sheet is of
${commonUsage}`,
  async run(args, io) {
    const { values, positionals } = parseOptions(args, options);
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new UsageError('import takes one file.');
    const folder = contentFolder(values.content, io);
    const tree = await loadTree(folder);
    const { registry } = readRegistry(tree);
    const bytes = await readFile(resolve(io.cwd, file)).catch(() => {
      throw new Failure(`${file} cannot be read.`);
    });
    const sheets = open(() => readCommentSheets(bytes, registry), file);
    if (sheets.length === 0) throw new Failure(`${file} has no filled comment sheet.`);
    const language = values.language ?? languageOf(values.lang, io);
    const taken = recordIdsIn(tree, registry.kinds);
    let isWhole = true;
    for (const { data, findings } of sheets) {
      for (const { code, table, row, field, given, suggestion } of findings)
        io.stderr(`table ${table}, row ${row}, ${field}: ${code} "${given}"${suggestion ? ` (${suggestion}?)` : ''}\n`);
      if (findings.length > 0) isWhole = false;
      else await keep({ data, language, session: values.session, folder, taken, isDry: values['dry-run'] ?? false, io });
    }
    return isWhole ? 0 : 1;
  },
};

interface Keeping {
  data: ReadSheet['data'];
  language: string;
  session: string | undefined;
  folder: string;
  taken: { has(id: string): boolean };
  isDry: boolean;
  io: Io;
}

async function keep({ data, language, session, folder, taken, isDry, io }: Keeping): Promise<void> {
  const id = `${String(data['case'])}-${String(data['lab'])}`.slice(0, 80).replace(/-+$/, '');
  if (taken.has(id)) throw new Failure(`There is a comment ${id} already.`);
  const received = { on: new Date().toISOString().slice(0, 10), door: 'word' };
  const text = writeRecord(
    { language, ...data, received, ...(session === undefined ? {} : { session }) },
    '',
    commentKind.schema,
  );
  const path = join(folder, originalPath(commentKind, id));
  if (!isDry) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text, { flag: 'wx' });
  }
  io.stdout(isDry ? text : `${relative(io.cwd, path).replaceAll('\\', '/')}\n`);
}

function open<Value>(read: () => Value, file: string): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof FileRefused || error instanceof TablesRefused) throw new Failure(`${file} is refused: ${error.code}.`);
    throw error;
  }
}

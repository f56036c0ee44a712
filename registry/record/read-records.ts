import { parseMarkdownFile, readMarkdownFile } from '../content/read-file.ts';
import { remember } from '../content/remember.ts';
import type { Tree, TreeFile } from '../content/tree.ts';
import { finding, type Finding } from '../finding/finding.ts';
import { wordsDigest } from './digest.ts';
import { whyNoId } from './id.ts';
import { readPath, type RecordPath } from './path.ts';
import type { Kind, RecordTranslation, RegistryRecord } from './record.ts';

/** The texts of one record: `index` and locales, by name. */
export interface RecordFolder extends Pick<RecordPath, 'kind' | 'group' | 'id'> {
  files: Map<string, { file: string; content: TreeFile }>;
}

/**
 * Reads all records of the tree, by kind and id. Leaves out records with a broken original, and broken translations. `read` reads
 * one of them.
 */
export function readRecords(
  tree: Tree,
  kinds: readonly Kind[],
  read: (folder: RecordFolder) => ReadRecord = readRecord,
): { records: Map<string, Map<string, RegistryRecord>>; findings: Finding[] } {
  const findings: Finding[] = [];
  const records = new Map(kinds.map(({ id }) => [id, new Map<string, RegistryRecord>()]));
  const files = new Map<string, string>();
  for (const folder of recordFolders(tree, kinds)) {
    const { record, findings: found } = read(folder);
    findings.push(...found);
    if (!record) continue;
    const other = files.get(record.id);
    if (other !== undefined) findings.push(finding('id-duplicate', { file: record.file, line: 1 }, { id: record.id, other }));
    else {
      files.set(record.id, record.file);
      records.get(folder.kind.id)!.set(record.id, record);
    }
  }
  return { records, findings };
}

function recordFolders(tree: Tree, kinds: readonly Kind[]): RecordFolder[] {
  const folders = new Map<string, RecordFolder>();
  for (const [file, content] of tree) {
    const { folder, name, ...place } = readPath(file, kinds) ?? {};
    if (folder === undefined || name === undefined) continue;
    if (!folders.has(folder)) folders.set(folder, { ...(place as RecordPath), files: new Map() });
    folders.get(folder)!.files.set(name, { file, content });
  }
  return [...folders.values()];
}

export interface ReadRecord {
  record: RegistryRecord | undefined;
  findings: Finding[];
}

/**
 * Reads one record from its files. Returns the same object as before when none of them changed, with everything cached for it.
 */
export function readRecord(folder: RecordFolder): ReadRecord {
  const index = folder.files.get('index');
  if (!index) return parseRecord(folder);
  const others = [...folder.files.values()].flatMap(({ content }) => (content === index.content ? [] : [content]));
  return remember(index.content, index.file, folder.kind, () => parseRecord(folder), others);
}

/** The same without remembering anything of it. */
export const readRecordOnce = (folder: RecordFolder): ReadRecord => parseRecord(takeTexts(folder), parseMarkdownFile);

/** The texts of a record's files as they are now, read once for all who ask. */
export const takeTexts = (folder: RecordFolder): RecordFolder => ({
  ...folder,
  files: new Map([...folder.files].map(([name, { file, content }]) => [name, { file, content: { ...content } }])),
});

/** Makes one record from its files (`index` and locales). */
function parseRecord(
  { kind, group, id, files }: RecordFolder,
  readFile: typeof parseMarkdownFile = readMarkdownFile,
): ReadRecord {
  const index = files.get('index');
  if (!index) {
    const missing = finding('original-missing', { file: [...files.values()][0]!.file, line: 1 }, { id });
    return { record: undefined, findings: [missing] };
  }
  const original = readFile(index.file, index.content, kind.schema);
  const findings = [...original.findings];
  const wrong = whyNoId(id);
  // A device name is reported for any file.
  if (wrong !== undefined && wrong !== 'device') findings.push(finding('id-invalid', { file: index.file, line: 1 }, { id }));

  const facts = original.value?.data;
  const body = original.value?.markdown.body ?? '';
  const digest = facts ? wordsDigest(facts, body, kind.schema) : '';
  const translations = new Map<string, RecordTranslation>();
  for (const [locale, { file, content }] of files) {
    if (locale === 'index') continue;
    const read = readFile(file, content, kind.translationSchema);
    findings.push(...read.findings);
    if (!read.value) continue;
    const { data: words, markdown } = read.value;
    translations.set(locale, { locale, file, words, body: markdown.body, source: markdown, stale: words.translates !== digest });
  }
  if (!facts) return { record: undefined, findings };
  const source = original.value!.markdown;
  return { record: { kind, id, group, file: index.file, facts, body, digest, source, translations }, findings };
}

import { caseSchema } from '../case/schema.ts';
import { readMarkdownFile } from '../content/read-file.ts';
import type { Tree, TreeFile } from '../content/tree.ts';
import { finding, type Finding } from '../finding/finding.ts';
import { wordsDigest } from './digest.ts';
import type { CaseRecord, CaseTranslation } from './record.ts';
import { type Translation, translationSchema } from './translation.ts';

const CASE_FILE = /^cases\/([a-z]{3})\/([a-z0-9-]+)\/(index|[a-z]{2,3})\.md$/;

interface CaseFolder {
  folder: string;
  id: string;
  files: Map<string, { file: string; content: TreeFile }>;
}

/** Reads every case folder of the tree. A case with a broken original is left out; so is a broken translation. */
export function readCases(tree: Tree): { cases: Map<string, CaseRecord>; findings: Finding[] } {
  const findings: Finding[] = [];
  const cases = new Map<string, CaseRecord>();
  for (const found of caseFolders(tree)) {
    const { record, findings: caseFindings } = readCase(found);
    findings.push(...caseFindings);
    const other = cases.get(found.id);
    if (record && other)
      findings.push(finding('id-duplicate', { file: record.file, line: 1 }, { id: found.id, other: other.file }));
    else if (record) cases.set(found.id, record);
  }
  return { cases, findings };
}

function caseFolders(tree: Tree): CaseFolder[] {
  const folders = new Map<string, CaseFolder>();
  for (const [file, content] of tree) {
    const match = CASE_FILE.exec(file);
    if (!match) continue;
    const [, folder, id, name] = match as unknown as [string, string, string, string];
    const key = `${folder}/${id}`;
    if (!folders.has(key)) folders.set(key, { folder, id, files: new Map() });
    folders.get(key)!.files.set(name, { file, content });
  }
  return [...folders.values()];
}

/** Reads one case from its files (`index` and locales). */
function readCase({ folder, id, files }: CaseFolder): { record: CaseRecord | undefined; findings: Finding[] } {
  const index = files.get('index');
  if (!index)
    return {
      record: undefined,
      findings: [finding('original-missing', { file: [...files.values()][0]!.file, line: 1 }, { id })],
    };
  const original = readMarkdownFile(index.file, index.content, caseSchema);
  const findings = [...original.findings];
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id) || id.length > 80)
    findings.push(finding('id-invalid', { file: index.file, line: 1 }, { id }));

  const facts = original.value?.data;
  const body = original.value?.markdown.body ?? '';
  const digest = facts ? wordsDigest(facts, body) : '';
  const translations = new Map<string, CaseTranslation>();
  for (const [locale, { file, content }] of files) {
    if (locale === 'index') continue;
    const read = readMarkdownFile(file, content, translationSchema);
    findings.push(...read.findings);
    if (!read.value) continue;
    const words = read.value.data as Translation;
    const { markdown } = read.value;
    translations.set(locale, { locale, file, words, body: markdown.body, source: markdown, stale: words.translates !== digest });
  }
  if (!facts) return { record: undefined, findings };
  return {
    record: { id, folder, file: index.file, facts, body, digest, source: original.value!.markdown, translations },
    findings,
  };
}

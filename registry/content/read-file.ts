import type * as z from 'zod';
import { finding, type Finding } from '../finding/finding.ts';
import { findingsFromZod } from '../finding/from-zod.ts';
import { keysAt } from '../schema/walk.ts';
import { type MarkdownFile, readMarkdown } from './front-matter.ts';
import { remember } from './remember.ts';
import type { TreeFile } from './tree.ts';
import { readYaml, type YamlFile } from './yaml.ts';

/** Controls, zero-width and bidirectional characters: they make a text look like another (Trojan Source, CVE-2021-42574). */
const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/;

/** The text of a file that is fit to be read, or the findings that say why it is not. */
export function readText(file: string, content: TreeFile): { text: string | undefined; findings: Finding[] } {
  if ('refused' in content) {
    const code = content.refused === 'too-large' ? 'file-too-large' : 'file-not-text';
    return { text: undefined, findings: [finding(code, { file, line: 1 }, { size: content.size ?? 0 })] };
  }
  const hidden = HIDDEN.exec(content.text);
  if (!hidden) return { text: content.text, findings: [] };
  const before = content.text.slice(0, hidden.index).split('\n');
  const place = { file, line: before.length, column: before.at(-1)!.length + 1 };
  const character = `U+${hidden[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
  return { text: undefined, findings: [finding('hidden-character', place, { character })] };
}

type Result<Value> = { value: Value; findings: Finding[] } | { value: undefined; findings: Finding[] };

/** A YAML file against a schema. Shared with everybody who reads the same file: not to be changed. */
export const readYamlFile = <Schema extends z.ZodType>(file: string, content: TreeFile, schema: Schema) =>
  remember(content, file, schema, () => parseYamlFile(file, content, schema));

function parseYamlFile<Schema extends z.ZodType>(
  file: string,
  content: TreeFile,
  schema: Schema,
): Result<{ data: z.infer<Schema>; yaml: YamlFile }> {
  const { text, findings } = readText(file, content);
  if (text === undefined) return { value: undefined, findings };
  const read = readYaml(text, file);
  if (!read.yaml) return { value: undefined, findings: read.findings };
  return validate(schema, read.yaml, (data) => ({ data, yaml: read.yaml }));
}

/** A Markdown file whose front matter is checked against a schema. Shared with everybody who reads the same file. */
export const readMarkdownFile = <Schema extends z.ZodType>(file: string, content: TreeFile, schema: Schema) =>
  remember(content, file, schema, () => parseMarkdownFile(file, content, schema));

function parseMarkdownFile<Schema extends z.ZodType>(
  file: string,
  content: TreeFile,
  schema: Schema,
): Result<{ data: z.infer<Schema>; markdown: MarkdownFile }> {
  const { text, findings } = readText(file, content);
  if (text === undefined) return { value: undefined, findings };
  const read = readMarkdown(text, file);
  if (!read.markdown) return { value: undefined, findings: read.findings };
  return validate(schema, read.markdown.yaml, (data) => ({ data, markdown: read.markdown }));
}

function validate<Schema extends z.ZodType, Value>(schema: Schema, yaml: YamlFile, make: (data: z.infer<Schema>) => Value): Result<Value> {
  const parsed = schema.safeParse(yaml.data);
  if (parsed.success) return { value: make(parsed.data), findings: [] };
  return { value: undefined, findings: findingsFromZod(parsed.error, yaml, (path) => keysAt(schema, path)) };
}

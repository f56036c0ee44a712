import type * as z from 'zod';
import { finding, type Finding, type Place } from '../finding/finding.ts';
import { findingsFromZod } from '../finding/from-zod.ts';
import { isFreeText, knownOf, schemaAt } from '../schema/walk.ts';
import { findUnfit, withPlainLineEnds } from './characters.ts';
import { type MarkdownFile, readMarkdown } from './front-matter.ts';
import { lineFinder } from './lines.ts';
import { remember } from './remember.ts';
import type { TreeFile } from './tree.ts';
import { readYaml, type YamlFile } from './yaml.ts';

/** The text of a valid file with plain line ends, or findings about why it is not valid. */
export function readText(file: string, content: TreeFile): { text: string | undefined; findings: Finding[] } {
  if ('refused' in content) {
    const code = content.refused === 'too-large' ? 'file-too-large' : 'file-not-text';
    return { text: undefined, findings: [finding(code, { file, line: 1 }, { size: content.size ?? 0 })] };
  }
  if (content.text.startsWith('\ufeff')) return { text: undefined, findings: [finding('byte-order-mark', { file, line: 1 })] };
  const text = withPlainLineEnds(content.text);
  const findings = findUnfitIn(text, (index) => ({ file, ...lineFinder(text)(index) }));
  return { text: findings.length > 0 ? undefined : text, findings };
}

/** A finding about the first forbidden character of a text, at the place that `placeOf` returns. */
export function findUnfitIn(text: string, placeOf: (index: number) => Place): Finding[] {
  const found = findUnfit(text);
  if (!found) return [];
  const code = found.kind === 'hidden' ? 'hidden-character' : 'character-broken';
  return [finding(code, placeOf(found.index), { character: found.character })];
}

type Result<Value> = { value: Value; findings: Finding[] } | { value: undefined; findings: Finding[] };

/** Reads a YAML file and checks it against a schema. The result is shared between readers of the file and must not be changed. */
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
  return validate(schema, read.yaml, read.findings, (data) => ({ data, yaml: read.yaml }));
}

/** Reads a Markdown file and checks its front matter against a schema. The result is shared between readers of the file. */
export const readMarkdownFile = <Schema extends z.ZodType>(file: string, content: TreeFile, schema: Schema) =>
  remember(content, file, schema, () => parseMarkdownFile(file, content, schema));

/** The same for one look at it: nothing is remembered. */
export function parseMarkdownFile<Schema extends z.ZodType>(
  file: string,
  content: TreeFile,
  schema: Schema,
): Result<{ data: z.infer<Schema>; markdown: MarkdownFile }> {
  const { text, findings } = readText(file, content);
  if (text === undefined) return { value: undefined, findings };
  const read = readMarkdown(text, file);
  if (!read.markdown) return { value: undefined, findings: read.findings };
  return validate(schema, read.markdown.yaml, read.findings, (data) => ({ data, markdown: read.markdown }));
}

function validate<Schema extends z.ZodType, Value>(
  schema: Schema,
  yaml: YamlFile,
  misread: Finding[],
  make: (data: z.infer<Schema>) => Value,
): Result<Value> {
  // The file itself has none.
  const unfit = yaml.isWithoutEscapes ? [] : findUnfitValues(yaml);
  if (unfit.length > 0) return { value: undefined, findings: unfit };
  const said = [...misread, ...findCutTexts(yaml, schema)];
  const parsed = schema.safeParse(yaml.data);
  if (parsed.success) return { value: make(parsed.data), findings: said };
  return { value: undefined, findings: withoutContradictions([...said, ...findingsFromZod(parsed.error, yaml, knownOf(schema))]) };
}

/**
 * A number in an odd spelling is one finding: where the field takes a text, its spelling does not matter; where it takes a number,
 * nothing else can be said of it.
 */
function withoutContradictions(findings: Finding[]): Finding[] {
  const key = ({ line, column }: Finding) => `${line}:${column}`;
  const wantsNumber = ({ code, params: { expected } }: Finding) =>
    code === 'number-out-of-range' || (code === 'type-wrong' && (expected === 'number' || expected === 'int'));
  const wantsText = (found: Finding) => !wantsNumber(found) && (found.code === 'type-wrong' || found.code === 'format-wrong');
  const unclear = new Set(findings.filter(({ code }) => code === 'number-unclear').map(key));
  const texts = new Set(findings.filter(wantsText).map(key));
  return findings.filter((found) =>
    found.code === 'number-unclear' ? !texts.has(key(found)) : !(wantsNumber(found) && unclear.has(key(found))),
  );
}

/** The end of a text for a message, on one line. */
const lastWords = (text: string) => text.replaceAll(/\s+/g, ' ').replace(/^.{40,}(?<= )(?=.{30})/, '… ');

/**
 * Finds texts that end at a comment and may have been meant to continue. For other values, only a word directly after the
 * number sign is suspicious.
 */
const findCutTexts = ({ comments }: YamlFile, schema: z.ZodType): Finding[] =>
  comments.flatMap(({ path, given, comment, place }) => {
    const field = schemaAt(schema, path);
    if (!/^#\S/.test(comment) && !(field && isFreeText(field))) return [];
    const value = lastWords(given);
    const whole = `${value} ${comment}`.trim().replaceAll("'", "''");
    return [finding('text-cut-by-comment', place, { given: value, comment, better: `'${whole}'` })];
  });

/** Finds forbidden characters written as escapes: "\\u202e" is visible in the file, but the page would obey it. */
export function findUnfitValues({ data, locate }: Pick<YamlFile, 'data' | 'locate'>): Finding[] {
  const look = (value: unknown, path: (string | number)[]): Finding[] => {
    if (typeof value === 'string') return findUnfitIn(value, () => locate(path));
    if (typeof value !== 'object' || value === null) return [];
    if (Array.isArray(value)) return value.flatMap((item, index) => look(item, [...path, index]));
    return Object.entries(value).flatMap(([key, inner]) => [
      ...findUnfitIn(key, () => locate([...path, key], { key: true })),
      ...look(inner, [...path, key]),
    ]);
  };
  return look(data, []);
}

import * as z from 'zod';
import { stringify } from 'yaml';
import { exampleOf } from '../finding/example.ts';
import type { Locale } from '../locale/locale.ts';
import { translate } from '../locale/translate.ts';
import { fieldMeta } from '../schema/fields.ts';
import { unwrapSchema } from '../schema/walk.ts';
import { labelOf, type Vocabularies } from '../vocabulary/vocabulary.ts';
import { caseSchema } from './schema.ts';
import { SECTIONS } from './sections.ts';

export interface ScaffoldOptions {
  language: Locale;
  vocabularies: Vocabularies;
  /** What is known already, by path: the countries, the title, dates. */
  known: Readonly<Record<string, unknown>>;
}

/** A new case's file made from the schema: required fields empty under a comment that says what they take, optional ones as comments. */
export function scaffoldCase(options: ScaffoldOptions): string {
  const fields = Object.entries(caseSchema.shape).flatMap(([key, field]) => [
    '',
    ...writeField(key, field as z.ZodType, [key], options),
  ]);
  const headings = SECTIONS.map((id) => `\n## ${labelOf(options.vocabularies, 'sections', id, options.language.id)}\n`);
  return `---\n${fields.slice(1).join('\n')}\n---\n${headings.join('')}`;
}

/** The lines of a field. `path` has no positions: notes and known values are the same for every item of a list. */
function writeField(key: string, field: z.ZodType, path: string[], options: ScaffoldOptions): string[] {
  const isOptional = field instanceof z.ZodOptional && !(path.join('.') in options.known);
  const say = (word: string) =>
    options.language.strings[`finding.scaffold.${word}`] === undefined
      ? []
      : [translate(options.language, `finding.scaffold.${word}`)];
  const notes = [...(path.length === 1 ? say(`note.${key}`) : []), ...describe(unwrapSchema(field), path, options)].map(
    (note) => `# ${note}`,
  );
  const lines = [...notes, ...writeValue(key, unwrapSchema(field), path, options)];
  if (!isOptional) return lines;
  const commented = lines.map((line) => `# ${line}`);
  return path.length === 1 ? [...say('optional').map((note) => `# ${note}`), ...commented] : commented;
}

function writeValue(key: string, schema: z.ZodType, path: string[], options: ScaffoldOptions): string[] {
  const known = options.known[path.join('.')];
  if (known !== undefined)
    return stringify({ [key]: known }, { singleQuote: true, lineWidth: 0 })
      .trimEnd()
      .split('\n');
  if (schema instanceof z.ZodObject) return [`${key}:`, ...indent(writeFields(schema, path, options), '  ')];
  if (schema instanceof z.ZodArray && unwrapSchema(schema.element as z.ZodType) instanceof z.ZodObject) {
    const item = writeFields(unwrapSchema(schema.element as z.ZodType) as z.ZodObject, path, options);
    const first = item.findIndex((line) => !line.startsWith('#'));
    const dashed = item.map((line, index) => (index < first ? `  ${line}` : index === first ? `  - ${line}` : `    ${line}`));
    return [`${key}:`, ...dashed];
  }
  return [`${key}:`];
}

const writeFields = (schema: z.ZodObject, path: string[], options: ScaffoldOptions): string[] =>
  Object.entries(schema.shape).flatMap(([key, field]) => writeField(key, field as z.ZodType, [...path, key], options));

const indent = (lines: string[], by: string) => lines.map((line) => by + line);

/** What a field takes, in the words of its schema. */
function describe(schema: z.ZodType, path: string[], options: ScaffoldOptions): string[] {
  const say = (word: string, values: Record<string, string | number> = {}) =>
    translate(options.language, `finding.scaffold.${word}`, values);
  const meta = fieldMeta.get(schema);
  const json = z.toJSONSchema(schema, { io: 'input' }) as {
    minimum?: number;
    maximum?: number;
    maxLength?: number;
    maxItems?: number;
    pattern?: string;
  };
  if (meta?.vocabulary !== undefined) return [say('choose'), ...listConcepts(meta.vocabulary, schema, options)];
  if (meta?.reference !== undefined) return [say(meta.reference)];
  if (meta?.translatable) return [say('text', { max: json.maxLength! })];
  if (schema instanceof z.ZodArray) {
    const element = unwrapSchema(schema.element as z.ZodType);
    const vocabulary = fieldMeta.get(element)?.vocabulary;
    return vocabulary === undefined
      ? []
      : [say('choose-many', { max: json.maxItems! }), ...listConcepts(vocabulary, element, options)];
  }
  if (schema instanceof z.ZodUnion) return [say('date')];
  if (schema instanceof z.ZodBoolean) return [say('boolean')];
  if (schema instanceof z.ZodNumber) {
    return [
      json.maximum !== undefined && json.maximum < 1000 ? say('range', { min: json.minimum!, max: json.maximum }) : say('number'),
    ];
  }
  if (json.pattern !== undefined) {
    const example = exampleOf(`/${json.pattern}/`);
    return [example === exampleOf('/^[a-z]+(?:-[a-z]+)*$/') ? say('id') : say('form', { example })];
  }
  return json.maxLength === undefined ? [] : [say('text', { max: json.maxLength })];
}

/** Concepts with their labels, several to a line. */
function listConcepts(vocabulary: string, schema: z.ZodType, { vocabularies, language }: ScaffoldOptions): string[] {
  const ids =
    schema instanceof z.ZodEnum ? schema.options.map(String) : [...(vocabularies.get(vocabulary)?.concepts.keys() ?? [])];
  const lines = [''];
  for (const id of ids) {
    const entry = `${id} (${labelOf(vocabularies, vocabulary, id, language.id)})`;
    if (lines.at(-1)!.length + entry.length > 110) lines.push('');
    lines[lines.length - 1] += `${lines.at(-1) ? ' · ' : '  '}${entry}`;
  }
  return lines;
}

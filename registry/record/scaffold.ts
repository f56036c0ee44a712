import * as z from 'zod';
import { stringify } from 'yaml';
import { exampleOf } from '../finding/example.ts';
import type { Locale } from '../locale/locale.ts';
import { translate } from '../locale/translate.ts';
import type { FieldMeta } from '../schema/fields.ts';
import { partsOf } from '../schema/walk.ts';
import { choicesIn } from '../vocabulary/choices.ts';
import { labelOf, type Vocabularies } from '../vocabulary/vocabulary.ts';
import type { Kind } from './record.ts';

export interface ScaffoldOptions {
  kind: Kind;
  language: Locale;
  vocabularies: Vocabularies;
  kinds: readonly Kind[];
  /** Known values by path: countries, title, dates. */
  known: Readonly<Record<string, unknown>>;
}

/**
 * Makes the file of a new record from its schema: required fields are empty, with comments about their values, and optional
 * ones are comments.
 */
export function scaffoldRecord(options: ScaffoldOptions): string {
  const { vocabularies, language } = options;
  const { schema, sections } = options.kind;
  const fields = Object.entries(partsOf(schema).shape!).flatMap(([key, field]) => [
    '',
    ...writeField(key, field, [key], options),
  ]);
  const headings = sections.ids.map((id) => `\n## ${labelOf(vocabularies, sections.vocabulary, id, language.id)}\n`);
  return `---\n${fields.slice(1).join('\n')}\n---\n${headings.join('')}`;
}

/** The lines of a field. `path` has no positions: notes and known values are the same for all items of a list. */
function writeField(key: string, field: z.ZodType, path: string[], options: ScaffoldOptions): string[] {
  const isOptional = partsOf(field).isOptional && !(path.join('.') in options.known);
  const notes = [...noteOn(field, path, options), ...describe(field, options)];
  const lines = [...notes.map((note) => `# ${note}`), ...writeValue(key, field, path, options)];
  if (!isOptional) return lines;
  const commented = lines.map((line) => `# ${line}`);
  return path.length === 1 ? [`# ${translate(options.language, 'finding.scaffold.optional')}`, ...commented] : commented;
}

/** The description of a field, in the record's language if translated, else as in the schema. */
function noteOn(field: z.ZodType, path: string[], { kind, language }: ScaffoldOptions): string[] {
  const key = `finding.scaffold.note.${kind.id}.${path.join('.')}`;
  if (language.strings[key] !== undefined) return [translate(language, key)];
  const { description } = partsOf(field);
  return description === undefined ? [] : [description];
}

function writeValue(key: string, field: z.ZodType, path: string[], options: ScaffoldOptions): string[] {
  const known = options.known[path.join('.')];
  if (known !== undefined)
    return stringify({ [key]: known }, { singleQuote: true, lineWidth: 0 })
      .trimEnd()
      .split('\n');
  const { shape, element } = partsOf(field);
  if (shape) return [`${key}:`, ...writeFields(shape, path, options).map((line) => `  ${line}`)];
  const item = element && partsOf(element).shape;
  if (!item) return [`${key}:`];
  const lines = writeFields(item, path, options);
  const first = lines.findIndex((line) => !line.startsWith('#'));
  const dashed = lines.map((line, index) => (index < first ? `  ${line}` : index === first ? `  - ${line}` : `    ${line}`));
  return [`${key}:`, ...dashed];
}

const writeFields = (shape: Readonly<Record<string, z.ZodType>>, path: string[], options: ScaffoldOptions): string[] =>
  Object.entries(shape).flatMap(([key, field]) => writeField(key, field, [...path, key], options));

/** The allowed values of a field, from its schema. */
function describe(field: z.ZodType, options: ScaffoldOptions): string[] {
  const { schema, meta = {}, shape, element } = partsOf(field);
  if (shape) return [];
  const say = (word: string, values: Record<string, string | number> = {}) =>
    translate(options.language, `finding.scaffold.${word}`, values);
  const json = z.toJSONSchema(schema, { io: 'input' }) as {
    minimum?: number;
    maximum?: number;
    maxLength?: number;
    maxItems?: number;
    pattern?: string;
  };
  if (meta.vocabulary !== undefined) return [say('choose'), ...listConcepts(meta.vocabulary, schema, options)];
  if (meta.reference !== undefined) return [sayReference(meta, options)];
  if (meta.translatable) return [say('text', { max: json.maxLength! })];
  if (element) {
    const item = partsOf(element);
    if (item.meta?.reference !== undefined) return [sayReference(item.meta, options)];
    const vocabulary = item.meta?.vocabulary;
    return vocabulary === undefined
      ? []
      : [say('choose-many', { max: json.maxItems! }), ...listConcepts(vocabulary, item.schema, options)];
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

/** Frequent kinds have their own message. */
function sayReference({ reference }: FieldMeta, { language, kinds }: ScaffoldOptions): string {
  const own = `finding.scaffold.${reference}`;
  const folder = kinds.find(({ id }) => id === reference)?.folder ?? '';
  return language.strings[own] === undefined
    ? translate(language, 'finding.scaffold.record', { folder })
    : translate(language, own);
}

/** Concepts with their labels, several per line. */
function listConcepts(vocabulary: string, schema: z.ZodType, { vocabularies, language }: ScaffoldOptions): string[] {
  const open = vocabularies.get(vocabulary);
  const ids = schema instanceof z.ZodEnum ? schema.options.map(String) : open ? choicesIn(open) : [];
  const lines = [''];
  for (const id of ids) {
    const entry = `${id} (${labelOf(vocabularies, vocabulary, id, language.id)})`;
    if (lines.at(-1)!.length + entry.length > 110) lines.push('');
    lines[lines.length - 1] += `${lines.at(-1) ? ' · ' : '  '}${entry}`;
  }
  return lines;
}

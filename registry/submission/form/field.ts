import * as z from 'zod';
import { partsOf } from '../../schema/walk.ts';
import { sourceSchema } from '../../source/source.ts';
import { creationSchema } from '../schema.ts';

/** The control of a field. `flag` is one checkbox; `list` repeats its fields; `group` has them once. */
export type FieldKind = 'line' | 'text' | 'select' | 'radios' | 'checks' | 'flag' | 'number' | 'date' | 'list' | 'group';

/** The kind of record that a field refers to. */
type Reference = { record: string };

/** One question of the form, derived from the schema of a submission. */
export interface Field {
  /** Keys from the root joined by dots, without list positions: `case.lessons.text`. */
  path: string;
  /** Its words are the strings `field.<words>` and `field.<words>.help`. */
  words: string;
  /** A group labelled by a concept. */
  concept?: { vocabulary: string; id: string };
  kind: FieldKind;
  required: boolean;
  /** Maximum characters of a text, or items of a list. */
  max?: number;
  vocabulary?: string;
  /** The source of options, if not a vocabulary. */
  from?: 'countries' | Reference;
  /** The ids that code depends on; without them, the whole vocabulary. */
  ids?: readonly string[];
  /** The value of a checked box. */
  ticked?: string;
  fields?: readonly Field[];
}

/** Fields that the form leaves out: we fill them in, a reviewer does, or the form asks in another way. */
const NOT_ASKED = new Set([
  ...['locale', 'action', 'attachments'],
  ...['case.places.region', 'case.actors.lab', 'case.mission.targets.metric', 'case.lineage.confirmedBy'],
  // Reviewers assign results to verdicts, look for what is missing, and draw the map of a mission.
  ...['case.results.verdict', 'case.notReported', 'case.mission.projects'],
  // A person writes a source as one line; its parts are for programs.
  ...Object.keys(sourceSchema.shape)
    .filter((part) => part !== 'URL')
    .map((part) => `references.${part}`),
  'references.source',
  // Asked once for the whole submission: see FIRST_HAND.
  'references.firstHand',
]);
/** Set by us wherever they occur. */
const SUPPLIED = new Set(['id', 'sources', 'locator', 'basis']);
/** The basis of an answer is for the sender to state. */
const ASKED = new Set(['case.verdicts.basis']);

/** Vocabularies small enough to show all options with their definitions. */
const RADIOS = new Set(['case.level', 'case.verdicts.outcome', 'case.verdicts.basis', 'case.lessons.kind']);
/** Required in the short form, although optional for programs. */
const REQUIRED = new Set([
  'case.summary',
  // Or, if none fits, `otherChallenge`.
  'case.challenges',
  // Of all but what has not begun.
  'case.lessons',
]);

/** The sender's own account, asked for once: it becomes a reference. */
const FIRST_HAND: Field = { path: 'firstHand', words: 'firstHand', kind: 'flag', required: false, ticked: 'true' };

/** Asked after the other fields of its group, whatever the order of the schema. */
const LAST = new Set(['references.URL']);

/** Every question that the schema defines, in its order. */
export const allFields: readonly Field[] = [...fieldsIn(creationSchema, ''), FIRST_HAND];

function fieldsIn(schema: z.ZodType, parent: string): Field[] {
  const { shape = {}, meta } = partsOf(schema);
  const fields = Object.entries(shape).flatMap(([key, inner]) => {
    const path = parent ? `${parent}.${key}` : key;
    if ((SUPPLIED.has(key) && !ASKED.has(path)) || NOT_ASKED.has(path)) return [];
    const field = describe(inner, path, !partsOf(inner).isOptional || REQUIRED.has(path));
    return [meta?.keysOf === undefined ? field : { ...field, concept: { vocabulary: meta.keysOf, id: key } }];
  });
  return fields.toSorted((a, b) => Number(LAST.has(a.path)) - Number(LAST.has(b.path)));
}

function describe(field: z.ZodType, path: string, required: boolean): Field {
  const { schema, meta = {}, shape, element } = partsOf(field);
  const asked = { path, words: path.replace(/(mission\.criteria)\.[^.]+/, '$1'), required };
  if (shape) return { ...asked, kind: 'group', fields: fieldsIn(schema, path) };
  const limits = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as { maxLength?: number; maxItems?: number };
  if (element) {
    const max = limits.maxItems!;
    const item = partsOf(element);
    if (item.shape) return { ...asked, kind: 'list', max, fields: fieldsIn(item.schema, path) };
    const { vocabulary, reference } = item.meta!;
    return { ...asked, kind: 'checks', max, ...(vocabulary === undefined ? { from: { record: reference! } } : { vocabulary }) };
  }
  if (meta.vocabulary !== undefined) {
    const ids = schema instanceof z.ZodEnum ? { ids: schema.options.map(String) } : {};
    return { ...asked, kind: RADIOS.has(path) ? 'radios' : 'select', vocabulary: meta.vocabulary, ...ids };
  }
  if (meta.reference !== undefined) return { ...asked, kind: 'select', from: { record: meta.reference } };
  if (path === 'case.places.country') return { ...asked, kind: 'select', from: 'countries' };
  if (schema instanceof z.ZodLiteral) return { ...asked, kind: 'flag', ticked: String(schema.value) };
  if (schema instanceof z.ZodBoolean) return { ...asked, kind: 'flag', ticked: 'true' };
  if (schema instanceof z.ZodNumber) return { ...asked, kind: 'number' };
  if (schema instanceof z.ZodUnion) return { ...asked, kind: 'date' };
  const max = limits.maxLength;
  return { ...asked, kind: max !== undefined && max > 160 && !/email|URL/.test(path) ? 'text' : 'line', ...(max ? { max } : {}) };
}

/** A field and all fields in it. */
export function* withInner(field: Field): Generator<Field> {
  yield field;
  for (const inner of field.fields ?? []) yield* withInner(inner);
}

const byPath = new Map(allFields.flatMap((field) => [...withInner(field)]).map((field) => [field.path, field]));

/** The field at a path without positions. */
export const fieldAt = (path: string): Field | undefined => byPath.get(path);

/** A field's path from its name in the form: `case.lessons.0.text` is `case.lessons.text`. */
export const pathOf = (name: string) => name.replace(/\.\d{1,3}(?=\.|$)/g, '');

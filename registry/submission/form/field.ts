import * as z from 'zod';
import { partsOf } from '../../schema/walk.ts';
import { sourceSchema } from '../../source/source.ts';
import { creationSchema } from '../schema.ts';

/** How a field is asked for. `flag` is one box to tick; `list` repeats its fields; `group` holds them once. */
export type FieldKind = 'line' | 'text' | 'select' | 'radios' | 'checks' | 'flag' | 'number' | 'date' | 'list' | 'group';

/** The kind of record that a field names. */
type Reference = { record: string };

/** One question of the form, as the schema of a submission has it. */
export interface Field {
  /** Keys from the root joined by dots, without the positions of lists: `case.lessons.text`. */
  path: string;
  /** Its words are the strings `field.<words>` and `field.<words>.help`. */
  words: string;
  /** A group that a concept names instead of words. */
  concept?: { vocabulary: string; id: string };
  kind: FieldKind;
  required: boolean;
  /** Characters of a text, or items of a list. */
  max?: number;
  vocabulary?: string;
  /** What a choice is made from, when that is no vocabulary. */
  from?: 'countries' | Reference;
  /** The ids that code knows; without them, all of the vocabulary. */
  ids?: readonly string[];
  /** What a ticked box sends. */
  ticked?: string;
  fields?: readonly Field[];
}

/** What nobody is asked for: we supply it, a reviewer does, or the form asks for it in another way. */
const NOT_ASKED = new Set([
  ...['locale', 'action', 'attachments'],
  ...['case.places.region', 'case.actors.lab', 'case.mission.targets.metric', 'case.lineage.confirmedBy'],
  // Reviewers sort results under verdicts, look for what is missing, and draw the map of a mission.
  ...['case.results.verdict', 'case.notReported', 'case.mission.projects'],
  // A person writes a source as one line; its parts are for programs.
  ...Object.keys(sourceSchema.shape)
    .filter((part) => part !== 'URL')
    .map((part) => `references.${part}`),
  'references.source',
  // Asked once, for the whole: see FIRST_HAND.
  'references.firstHand',
]);
/** Made by us wherever they occur. */
const SUPPLIED = new Set(['id', 'sources', 'locator', 'basis']);
/** But what an answer rests on is the sender's to say. */
const ASKED = new Set(['case.verdicts.basis']);

/** Few enough, and worth reading side by side with their definitions. */
const RADIOS = new Set(['case.level', 'case.verdicts.outcome', 'case.verdicts.basis', 'case.lessons.kind']);
/** What the quick path cannot do without although programs may leave it out. */
const REQUIRED = new Set([
  'case.summary',
  // Or, for want of a fitting one, `otherChallenge`.
  'case.challenges',
]);

/** The submitter's own account, asked for once: it becomes a reference of its own. */
const FIRST_HAND: Field = { path: 'firstHand', words: 'firstHand', kind: 'flag', required: false, ticked: 'true' };

/** Asked after the rest of its group, wherever the schema has it. */
const LAST = new Set(['references.URL']);

/** Every question that the schema gives rise to, in its order. */
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

/** A field and everything in it. */
export function* withInner(field: Field): Generator<Field> {
  yield field;
  for (const inner of field.fields ?? []) yield* withInner(inner);
}

const byPath = new Map(allFields.flatMap((field) => [...withInner(field)]).map((field) => [field.path, field]));

/** The field at a path without positions. */
export const fieldAt = (path: string): Field | undefined => byPath.get(path);

/** A field's path from its name in the form, which has positions: `case.lessons.0.text` is `case.lessons.text`. */
export const pathOf = (name: string) => name.replace(/\.\d{1,3}(?=\.|$)/g, '');

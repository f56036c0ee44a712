import * as z from 'zod';
import { WITHOUT_CREDENTIALS } from '../address/address.ts';

/** What a schema says about a field beyond its type. Used by translations, checks, forms and JSON Schema. */
export interface FieldMeta {
  /** The field's words differ by language; all other values are facts and exist once. */
  translatable?: true;
  /** The field contains concept ids of content/vocabularies/<name>.yml. */
  vocabulary?: string;
  /** The keys of the map are concept ids of content/vocabularies/<name>.yml. */
  keysOf?: string;
  /** The field contains ids of records of this kind (`case`), or of publications (`source`). */
  reference?: string;
  /** This field identifies list items, so that a translation can refer to them. */
  key?: string;
}

export const fieldMeta = z.registry<FieldMeta>();

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
/** The years that a date can have. */
export const YEARS = { min: 1500, max: 2200 } as const;
/** The limit that a year is beyond; undefined for a year that a date can have. */
export const yearLimit = (year: number): number | undefined =>
  year < YEARS.min ? YEARS.min : year > YEARS.max ? YEARS.max : undefined;
/**
 * Calendar days of YEARS including leap years. A pattern, so that JSON Schema, editors and other registries also
 * refuse the thirtieth of February.
 */
const YEAR = '(?:1[5-9]\\d\\d|2[01]\\d\\d|2200)';
const LEAP_YEAR = '(?:(?:1[5-9]|2[01])(?:0[48]|[2468][048]|[13579][26])|1600|2000)';
const DAY_OF_YEAR = '(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8])';
const CALENDAR_DAY = `${YEAR}-(?:${DAY_OF_YEAR})|${LEAP_YEAR}-02-29`;
const ISO_DAY = new RegExp(`^(?:${CALENDAR_DAY})$`);
const ISO_DATE = new RegExp(`^(?:${YEAR}(?:-(?:0[1-9]|1[0-2]))?|${CALENDAR_DAY})$`);
/**
 * Labels are those of CSL locators (https://docs.citationstyles.org/en/stable/specification.html#locators), and the parts that even a
 * page without sections has: abstract, title, text.
 */
const LOCATOR =
  /^(?:abstract|text|title|chapter|figure|line|page|paragraph|section|slide|table)(?: [^;]+)?(?:; (?:chapter|figure|line|page|paragraph|section|slide|table) [^;]+)*$/;

export const MAX_ID_LENGTH = 80;

/** A permanent identifier: lower-case ASCII words joined by hyphens. */
export const slug = () => z.string().max(MAX_ID_LENGTH).regex(SLUG);

/** The id of an item of a list. */
export const itemId = () => slug().describe('Id of the item: short, its own in this list, and never changed.');

/** The id of a language and its locale. */
export const languageId = () => z.string().regex(/^[a-z]{2,3}$/);

/** Translatable text of up to `max` characters. */
export const text = (max: number) => z.string().trim().min(1).max(max).register(fieldMeta, { translatable: true });

/** The id of a concept of one vocabulary. */
export const concept = (vocabulary: string) => slug().register(fieldMeta, { vocabulary });

/** A closed set of ids that code depends on; labels are concepts of a vocabulary. */
export const choice = <const Ids extends readonly [string, ...string[]]>(vocabulary: string, ids: Ids) =>
  z.enum(ids).register(fieldMeta, { vocabulary });

/** The id of another record. */
export const reference = (kind: string) => slug().register(fieldMeta, { reference: kind });

/** A list whose items a translation names by `key`. */
export const keyed = <Item extends z.ZodObject>(item: Item, key: keyof Item['shape'] & string, max = 40, min = 0) =>
  (min > 0 ? z.array(item).min(min).max(max) : z.array(item).max(max)).register(fieldMeta, { key });

/** A year (2007) or an ISO 8601 date of any precision ("2007-05", "2007-05-18"). */
export const date = () => z.union([z.int().min(YEARS.min).max(YEARS.max), z.string().regex(ISO_DATE)]);

/** The number of a figure, with no more digits than every program can represent. */
export const amount = () => z.number().min(-999_999_999_999_999).max(999_999_999_999_999);

/** A full ISO 8601 calendar day. */
export const day = () => z.string().regex(ISO_DAY);

/** A place in a source as a labelled locator: `line 1115-1138`, `section IV.C; page 12`. */
export const citation = z.strictObject({
  id: reference('source').describe('Id of the publication.'),
  locator: z.string().max(120).regex(LOCATOR).describe('Place in it, with a label: page 12-14, section IV.C, paragraph 3.'),
});
export type Citation = z.infer<typeof citation>;
export const citations = z.array(citation).min(1).max(12).describe('Where the sources say so.');

/** Who wrote a record, when, and from which sources. */
export const compiled = () =>
  z
    .strictObject({
      by: reference('lab').describe('Lab that wrote it.'),
      on: day().describe('Day on which it was written.'),
      from: choice('compilations', ['published-sources', 'first-hand']).describe(
        'Whether from publications or from having been there.',
      ),
    })
    .describe('Who wrote this record, when, and from what.');

/** A public web address. */
export const url = () =>
  z
    .url({ protocol: /^https?$/ })
    .max(500)
    .regex(WITHOUT_CREDENTIALS);

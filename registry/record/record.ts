import type * as z from 'zod';
import type { MarkdownFile } from '../content/front-matter.ts';
import type { TreeRule } from '../content/tree-rule.ts';
import type { Finding } from '../finding/finding.ts';
import type { Locale } from '../locale/locale.ts';
import type { Source } from '../source/source.ts';
import type { Glossary, StyleGuide } from '../style/style.ts';
import type { Vocabularies } from '../vocabulary/vocabulary.ts';
import { type Translation, translationSchemaOf } from './translation.ts';

/** What the facts of any record may hold that is read without knowing its kind. */
export interface RecordFacts {
  /** The language of the original: the id of a locale. */
  language: string;
  /** Publications that only this record cites. */
  references?: readonly Source[] | undefined;
  attachments?: readonly { file: string; text: string }[] | undefined;
  /** A day, YYYY-MM-DD. */
  reviewBy?: string | undefined;
}

/** The sections that a body can have, in their order; their headings are concepts of a vocabulary. No ids: no body. */
export interface Sections {
  vocabulary: string;
  ids: readonly string[];
  /** Where on the page a section stands that has no place of its own there. */
  anchors?: Readonly<Record<string, string>>;
}

/** A kind of record: where its files are, what they hold, and what is asked of them beside what is asked of all records. */
export interface Kind<Facts extends RecordFacts = RecordFacts> {
  /** What references call it: `case`. */
  id: string;
  /** The folder of content/ that its records are in. */
  folder: string;
  /** The folders between that one and the record's own, where reviewers are assigned by them: what they are named by, and how. */
  group?: { name: string; pattern: RegExp; isKnown: (group: string) => boolean };
  /** The field that people call a record by. */
  title: string;
  /** The field with the question that a record answers; readers search the kinds that have one. */
  question?: string;
  /** The field that says in a few sentences what a record of it tells, where that is not `summary`. */
  summary?: string;
  /** Files beside its records' texts that are none of them, as a pattern of their path from the record's folder. */
  otherFiles?: RegExp;
  schema: z.ZodType<Facts>;
  translationSchema: z.ZodType<Translation>;
  sections: Sections;
  rules: readonly RecordRule<Facts>[];
}

/** A kind, with the schema of its translations made from its own. */
export const defineKind = <Facts extends RecordFacts>(kind: Omit<Kind<Facts>, 'translationSchema'>): Kind<Facts> => ({
  ...kind,
  translationSchema: translationSchemaOf(kind.schema),
});

/** One language version of a record as it stands in its file. */
export interface RecordTranslation {
  locale: string;
  file: string;
  words: Translation;
  body: string;
  source: MarkdownFile;
  /** The original's words have changed since this was translated. */
  stale: boolean;
}

/** A record: its original, the digest of the original's words, and its translations by locale. */
export interface RegistryRecord<Facts extends RecordFacts = RecordFacts> {
  kind: Kind<Facts>;
  id: string;
  /** The folder between that of its kind and its own, if its kind has one. */
  group: string | undefined;
  file: string;
  facts: Facts;
  body: string;
  digest: string;
  source: MarkdownFile;
  translations: ReadonlyMap<string, RecordTranslation>;
}

/** What there is beside a record, whatever its kind. */
export interface Records {
  kinds: readonly Kind[];
  /** By the id of their kind, and by their own. */
  records: ReadonlyMap<string, ReadonlyMap<string, RegistryRecord>>;
  locales: ReadonlyMap<string, Locale>;
  vocabularies: Vocabularies;
  sources: ReadonlyMap<string, Source>;
  /** How texts read, and the words of the field; absent where a registry has no such file. */
  style?: StyleGuide | undefined;
  glossary?: Glossary | undefined;
  /** Old id to new id. */
  redirects: ReadonlyMap<string, string>;
}

/** The records of one kind. */
export const recordsOf = <Facts extends RecordFacts>({ records }: Pick<Records, 'records'>, kind: Kind<Facts>) =>
  (records.get(kind.id) ?? new Map()) as ReadonlyMap<string, RegistryRecord<Facts>>;

/** Known ids: `has` to look one up, iteration to suggest one that is like it. */
export interface Ids extends Iterable<string> {
  has(id: string): boolean;
}

/**
 * What rules need beside the records. Ids come from file names, so that a record left out because of its own errors does not also
 * break every record that refers to it.
 */
export interface CheckContext {
  /** The day of the check, YYYY-MM-DD. */
  today: string;
  locales: Ids;
  /** By what references call them. `source` is absent when the list of sources cannot be read: then nothing is said about them. */
  ids: ReadonlyMap<string, Ids>;
}

type Check<Facts extends RecordFacts> = {
  of(record: RegistryRecord<Facts>, registry: Records, context: CheckContext): Finding[];
};

/** Looks at one record. Written as a method's type, so that rules of one kind can stand among those of all. */
export type RecordRule<Facts extends RecordFacts = RecordFacts> = Check<Facts>['of'];

/** Looks at what is no single record: redirects, files, vocabularies that records use. */
export type RegistryRule = TreeRule<Records, CheckContext>;

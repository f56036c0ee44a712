import type * as z from 'zod';
import type { MarkdownFile } from '../content/front-matter.ts';
import type { TreeRule } from '../content/tree-rule.ts';
import type { Finding } from '../finding/finding.ts';
import type { Locale } from '../locale/locale.ts';
import type { Peer } from '../settings.ts';
import type { Source } from '../source/source.ts';
import type { Glossary, StyleGuide } from '../style/style.ts';
import type { Vocabularies } from '../vocabulary/vocabulary.ts';
import { type Translation, translationSchemaOf } from './translation.ts';

/** Facts of any record that code reads without knowing its kind. */
export interface RecordFacts {
  /** The original's locale id. */
  language: string;
  /** Publications that only this record cites. */
  references?: readonly Source[] | undefined;
  attachments?: readonly { file: string; text: string }[] | undefined;
  /** A day, YYYY-MM-DD. */
  reviewBy?: string | undefined;
}

/** The sections of a body in order; their headings are concepts of a vocabulary. Without ids there is no body. */
export interface Sections {
  vocabulary: string;
  ids: readonly string[];
  /** The page section that shows a body section without a place of its own. */
  anchors?: Readonly<Record<string, string>>;
}

/** A kind of record: its folder, its schema, and the rules that it has besides those for all records. */
export interface Kind<Facts extends RecordFacts = RecordFacts> {
  /** Its name in references: `case`. */
  id: string;
  /** Its folder in content/. */
  folder: string;
  /** The folders between the kind's and the record's, when reviewers are assigned by them: the field that names them, and how. */
  group?: { name: string; pattern: RegExp; isKnown: (group: string) => boolean };
  /** The field with the record's name. */
  title: string;
  /** The field with the question that a record answers; search covers the kinds that have one. */
  question?: string;
  /** How much search makes of its words; 1 when absent. */
  searchWeight?: number;
  /** The field that says in a few sentences what a record of it tells, where that is not `summary`. */
  summary?: string;
  /** Files beside its records' texts that are none of them, as a pattern of their path from the record's folder. */
  otherFiles?: RegExp;
  schema: z.ZodType<Facts>;
  translationSchema: z.ZodType<Translation>;
  sections: Sections;
  rules: readonly RecordRule<Facts>[];
  rulesAmong?: readonly RuleAmong<Facts>[];
  /** Fields that such rules ask of every record of the kind (gist.ts). */
  askedFields?: readonly string[];
}

/** A kind with the schema of its translations, derived from its own. */
export const defineKind = <Facts extends RecordFacts>(kind: Omit<Kind<Facts>, 'translationSchema'>): Kind<Facts> => ({
  ...kind,
  translationSchema: translationSchemaOf(kind.schema),
});

/** One language version of a record as in its file. */
export interface RecordTranslation {
  locale: string;
  file: string;
  words: Translation;
  body: string;
  source: MarkdownFile;
  /** The original's words have changed since the translation. */
  stale: boolean;
}

/** A record: its original, the digest of the original's words, and its translations by locale. */
export interface RegistryRecord<Facts extends RecordFacts = RecordFacts> {
  kind: Kind<Facts>;
  id: string;
  /** The folder between the kind's and its own, if the kind has groups. */
  group: string | undefined;
  file: string;
  facts: Facts;
  body: string;
  digest: string;
  source: MarkdownFile;
  translations: ReadonlyMap<string, RecordTranslation>;
}

/** Data of the registry besides the record, the same for every kind. */
export interface Records {
  kinds: readonly Kind[];
  /** By kind and id. */
  records: ReadonlyMap<string, ReadonlyMap<string, RegistryRecord>>;
  locales: ReadonlyMap<string, Locale>;
  vocabularies: Vocabularies;
  sources: ReadonlyMap<string, Source>;
  /** The style guide and the glossary; absent in a registry without such files. */
  style?: StyleGuide | undefined;
  glossary?: Glossary | undefined;
  /** Old id to new id. */
  redirects: ReadonlyMap<string, string>;
  /** The registries that this one reads. */
  peers?: readonly Peer[];
}

/** The records of one kind. */
export const recordsOf = <Facts extends RecordFacts>({ records }: Pick<Records, 'records'>, kind: Kind<Facts>) =>
  (records.get(kind.id) ?? new Map()) as ReadonlyMap<string, RegistryRecord<Facts>>;

/** Known ids: `has` to check, iteration for suggestions. */
export interface Ids extends Iterable<string> {
  has(id: string): boolean;
}

/**
 * Data that rules need besides the records. Ids come from file names, so that a record left out because of its own errors does
 * not also break every record that refers to it.
 */
export interface CheckContext {
  /** The day of the check, YYYY-MM-DD. */
  today: string;
  locales: Ids;
  /**
   * By the kind's name in references. `source` is absent when the list of sources cannot be read; then sources are not checked.
   */
  ids: ReadonlyMap<string, Ids>;
  /** Ids of cases that there have been, as far as git knows; empty where nobody has asked it. */
  past: ReadonlySet<string>;
  /**
   * What is held of a case of a registry that we read, by that registry's id and its own; absent where nobody has looked, and nothing
   * while nothing of that registry is held.
   */
  held?: ((peer: string, id: string) => HeldCopy | undefined) | undefined;
}

/** What is held of a case of another registry: its state, `none` for no copy, and its licence, empty where it names none. */
export interface HeldCopy {
  state: string;
  licence: string;
}

/** What records share: all there is beside them. */
export type Shared = Omit<Records, 'records'>;

/** The context of rules that ask neither the day nor other records. */
export type SharedContext = Omit<CheckContext, 'today'>;

type Check<Facts extends RecordFacts, Beside, Context> = {
  of(record: RegistryRecord<Facts>, beside: Beside, context: Context): Finding[];
};

/**
 * Looks at one record, and at what all records share: as long as neither changes, it finds the same, and need not look again
 * (found-before.ts). Written as a method's type, so that rules of one kind can stand among those of all.
 */
export type RecordRule<Facts extends RecordFacts = RecordFacts> = Check<Facts, Shared, SharedContext>['of'];

/** Looks at one record among the others, or at what day it is. */
export type RuleAmong<Facts extends RecordFacts = RecordFacts> = Check<Facts, Records, CheckContext>['of'];

/** Checks data outside single records: redirects, files, vocabularies in use. */
export type RegistryRule = TreeRule<Records, CheckContext>;

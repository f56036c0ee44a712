import * as z from 'zod';
import { readMarkdown } from '../content/front-matter.ts';
import { wordsDigest } from '../record/digest.ts';
import { translationSchemaOf } from '../record/translation.ts';
import { writeRecord } from '../record/write.ts';
import { text } from '../schema/fields.ts';
import { isFirstSchema, migrateFacts, migrateTranslation, type MigrationWords } from './migrate.ts';
import { caseSchema, evidenceSchema } from './schema.ts';

/** The words of schema 1: those that schema 2 has too, and two that have moved. */
const firstWords = z.strictObject({ ...caseSchema.shape, evidence: evidenceSchema, cost: z.strictObject({ text: text(240) }) });

/**
 * Migrates the files of one case (`index` and locales, by name) from schema 1 to schema 2; returns none when the case is up to
 * date. Up-to-date translations stay so. Throws RecordNotWritable for a file that does not satisfy schema 1.
 */
export function migrateFiles(
  files: ReadonlyMap<string, string>,
  wordsOf: (locale: string) => MigrationWords,
): Map<string, string> {
  const original = readMarkdown(files.get('index') ?? '', 'index.md').markdown;
  const facts = original?.yaml.data as Record<string, unknown> | undefined;
  if (!original || !facts || !isFirstSchema(facts)) return new Map();
  const migrated = migrateFacts(facts, wordsOf(String(facts['language'])));
  const before = wordsDigest(facts, original.body, firstWords);
  const after = wordsDigest(migrated, original.body, caseSchema);
  const changed = new Map([['index', writeRecord(migrated, original.body, caseSchema)]]);
  for (const [locale, content] of files) {
    const translation = locale === 'index' ? undefined : readMarkdown(content, `${locale}.md`).markdown;
    if (!translation) continue;
    const words = translation.yaml.data as Record<string, unknown>;
    const translates = words['translates'] === before ? after : words['translates'];
    const rewritten = { ...migrateTranslation(words, wordsOf(locale)), translates };
    changed.set(locale, writeRecord(rewritten, translation.body, translationSchemaOf(caseSchema)));
  }
  return changed;
}

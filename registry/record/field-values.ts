import type { MarkdownFile } from '../content/front-matter.ts';
import { type FieldValue, type Here, isField, walkValues } from '../schema/walk.ts';
import { forLast } from './for-last.ts';
import type { RegistryRecord } from './record.ts';

/** Every value of a record's facts, outermost first; walked once for all that look at a record. */
export const valuesOf: (record: RegistryRecord) => readonly Here[] = forLast(({ facts, kind }) => walkValues(facts, kind.schema));

/** Every value that the schema describes. */
export const fieldValuesOf: (record: RegistryRecord) => readonly FieldValue[] = forLast((record) =>
  valuesOf(record).filter(isField),
);

/** The values of a file, with the file that they are read from. */
export interface ValuesOfFile {
  values: readonly Here[];
  source: MarkdownFile;
}

/** The values of the original and of each translation. */
export const valuesByFile: (record: RegistryRecord) => readonly ValuesOfFile[] = forLast((record) => [
  { values: valuesOf(record), source: record.source },
  ...[...record.translations.values()].map(({ words, source }) => ({
    values: walkValues(words, record.kind.translationSchema),
    source,
  })),
]);

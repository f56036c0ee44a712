import { type FieldValue, type Here, walkValues } from '../schema/walk.ts';
import { forLast } from './for-last.ts';
import type { Kind, RecordTranslation, RegistryRecord } from './record.ts';

/** Every value of a record's facts, outermost first; walked once for all that look at a record. */
export const valuesOf: (record: RegistryRecord) => readonly Here[] = forLast(({ facts, kind }) => walkValues(facts, kind.schema));

/** The same of the words of a translation. */
export const valuesOfTranslation = (translation: RecordTranslation, kind: Kind): readonly Here[] => walked(translation)(kind);
const walked = forLast(({ words }: RecordTranslation) => forLast((kind: Kind) => walkValues(words, kind.translationSchema)));

/** Every value that the schema describes. */
export const fieldValuesOf: (record: RegistryRecord) => readonly FieldValue[] = forLast((record) =>
  valuesOf(record).filter(isField),
);

export const isField = (here: Here): here is FieldValue => here.meta !== undefined;

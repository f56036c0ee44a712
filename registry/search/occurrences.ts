import type { SearchDocument } from './document.ts';
import { bodyTexts, FIELD_WEIGHTS, fieldTexts, type FieldText, fromWords, LATE_WEIGHTS } from './field-texts.ts';
import type { TextReader } from './text-reader.ts';

const WEIGHTS = { ...FIELD_WEIGHTS, ...LATE_WEIGHTS };
type Field = keyof typeof WEIGHTS;
const FIELDS = Object.keys(WEIGHTS) as Field[];
/** How many fields there are. */
export const FIELD_COUNT = FIELDS.length;

/** The weights of the fields of a record, by their places: what it is coded with says what it is, whatever its words count. */
const weightsOf = (weight: number): readonly number[] =>
  FIELDS.map((field) => WEIGHTS[field] * (field === 'concepts' ? 1 : weight));
const USUAL = weightsOf(1);

/** The stems of a record, without their order. */
export interface Occurrences {
  /** Each one number: of the stem, of the field, and how often. More than a million stems do not fit. */
  packed: Uint32Array;
  /** The number of different stems in each field. */
  lengths: readonly number[];
  /** The weight of each field. */
  weights: readonly number[];
}

const [FIELD_UNIT, STEM_UNIT] = [512, 4096];
export const timesIn = (packed: number): number => packed % FIELD_UNIT;
export const fieldIn = (packed: number): number => Math.floor((packed % STEM_UNIT) / FIELD_UNIT);
export const stemIn = (packed: number): number => Math.floor(packed / STEM_UNIT);

/** Returns a function that counts the stems of documents. */
export function makeOccurrenceCounter(reader: TextReader): (document: SearchDocument) => Occurrences {
  const read = ({ language, text }: FieldText) => reader.read(text, language);
  // Cached by text: many cases share concepts, and synonyms share words. Each stem is counted once.
  const conceptStems = new Map<string, number[]>();
  const readConcept = (field: FieldText) => {
    const key = `${field.language} ${field.text}`;
    let stems = conceptStems.get(key);
    if (!stems) conceptStems.set(key, (stems = read(field)));
    return stems;
  };
  const textsOf: Readonly<Record<Exclude<Field, 'concepts'>, (document: SearchDocument) => FieldText[]>> = {
    ...fieldTexts,
    body: bodyTexts,
    others: ({ others = {} }) => fromWords(others),
  };
  const stemsOf = (document: SearchDocument, field: Field): Iterable<number> =>
    field === 'concepts' ? new Set(fieldTexts.concepts(document).flatMap(readConcept)) : textsOf[field](document).flatMap(read);
  return (document) => {
    const { weight } = document;
    const packed: number[] = [];
    const lengths = FIELDS.map((field, at) => {
      const times = new Map<number, number>();
      for (const stem of stemsOf(document, field)) times.set(stem, (times.get(stem) ?? 0) + 1);
      for (const [stem, count] of times) packed.push(stem * STEM_UNIT + at * FIELD_UNIT + Math.min(count, FIELD_UNIT - 1));
      return Math.max(1, times.size);
    });
    return { packed: Uint32Array.from(packed), lengths, weights: weight === undefined ? USUAL : weightsOf(weight) };
  };
}

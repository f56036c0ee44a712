import { saturationOf, scoreOfTimes } from './bm25.ts';
import { rarity } from './fusion.ts';
import { FIELD_COUNT, fieldIn, type Occurrences, stemIn, timesIn } from './occurrences.ts';

/** Impacts are square roots of scores, which rankings add up, in steps of an eighth. */
const STEPS = 8;

/** So many records are taken between two turns of others. */
const AT_ONCE = 100;

/** The postings of every stem, one after the other: those of a stem are from its start to the next one's. */
export interface AllPostings {
  starts: Uint32Array;
  numbers: Uint32Array;
  impacts: Uint8Array;
}

/** Weighs the stems of all records by what each says of a record. The records are in the order of their numbers. */
export function* weighStems(records: readonly Occurrences[], stems: number): Generator<undefined, AllPostings> {
  const fields = FIELD_COUNT;
  const having = new Uint32Array(stems * fields);
  const starts = new Uint32Array(stems + 1);
  const lengths = new Float64Array(fields);
  const latest = new Int32Array(stems).fill(-1);
  for (const [number, { packed, lengths: own }] of records.entries()) {
    if (number % AT_ONCE === 0) yield;
    own.forEach((length, field) => (lengths[field]! += length / records.length));
    for (const each of packed) {
      const stem = stemIn(each);
      having[stem * fields + fieldIn(each)]! += 1;
      if (latest[stem] !== number) starts[stem + 1]! += 1;
      latest[stem] = number;
    }
  }
  for (let stem = 0; stem < stems; stem++) starts[stem + 1]! += starts[stem]!;
  const rarities = Float32Array.from(having, (count) => rarity(count, records.length));

  const ends = starts.slice(0, -1);
  const [numbers, impacts] = [new Uint32Array(starts[stems]!), new Uint8Array(starts[stems]!)];
  const scores = new Float64Array(stems);
  for (const [number, { packed, lengths: own, weights }] of records.entries()) {
    if (number % AT_ONCE === 0) yield;
    for (const each of packed) {
      const [stem, field] = [stemIn(each), fieldIn(each)];
      const score = scoreOfTimes(timesIn(each), saturationOf(own[field]!, lengths[field]!));
      scores[stem]! += weights[field]! * rarities[stem * fields + field]! * score;
    }
    for (const each of packed) {
      const stem = stemIn(each);
      if (scores[stem] === 0) continue;
      const at = ends[stem]!++;
      numbers[at] = number;
      impacts[at] = Math.min(255, Math.max(1, Math.round(STEPS * Math.sqrt(scores[stem]!))));
      scores[stem] = 0;
    }
  }
  return { starts, numbers, impacts };
}

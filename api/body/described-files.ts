import { ProblemError } from '../problem/problem-error.ts';
import type { DescribedFile } from './attachments.ts';
import type { SentFile } from './multipart.ts';

const FILE = /^attachments(?:\[(\d{0,3})\])?$/;
const DESCRIPTION = /^descriptions(?:\[(\d{0,3})\])?$/;

export const isDescription = ([name]: readonly [name: string, value: string]): boolean => DESCRIPTION.test(name);

/**
 * Joins files with their `descriptions`. The position of each is the number in its field name, or else the count of fields
 * before it, including fields that were left empty. So a refused file or a missing description shifts no other. Throws
 * ProblemError `body-malformed` for files in other fields and for two values at one position.
 */
export function describeFiles(
  descriptions: readonly (readonly [name: string, value: string])[],
  files: readonly SentFile[],
): DescribedFile[] {
  if (files.some(({ field }) => !FILE.test(field))) throw new ProblemError('body-malformed');
  const texts = byPlace(descriptions.map(([name, text]) => [DESCRIPTION.exec(name)![1], text]));
  const placed = byPlace(files.map((file) => [FILE.exec(file.field)![1], file]));
  return [...placed].toSorted(([a], [b]) => a - b).map(([place, file]) => ({ ...file, description: texts.get(place) ?? '' }));
}

function byPlace<Value>(sent: readonly (readonly [place: string | undefined, value: Value])[]): Map<number, Value> {
  const places = new Map<number, Value>();
  for (const [index, [place, value]] of sent.entries()) {
    const at = place ? Number(place) : index;
    if (places.has(at)) throw new ProblemError('body-malformed');
    places.set(at, value);
  }
  return places;
}

import { ProblemError } from '../problem/problem-error.ts';
import type { DescribedFile } from './attachments.ts';
import type { SentFile } from './multipart.ts';

const FILE = /^attachments(?:\[(\d{0,3})\])?$/;
const DESCRIPTION = /^descriptions(?:\[(\d{0,3})\])?$/;

export const isDescription = ([name]: readonly [name: string, value: string]): boolean => DESCRIPTION.test(name);

/**
 * Files with what `descriptions` says of them. Both have a place: the number in the name of their field, or else how many of
 * them came before, fields count too in which nobody chose a file or wrote anything. So a file that is refused, or a description
 * that is missing, moves no other. Throws ProblemError `body-malformed` for files elsewhere, and two things at one place.
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

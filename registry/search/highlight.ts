import { beginningOfStem, type FindWords, wordFinder } from './analysis/word-finder.ts';
import type { Segment } from './page.ts';

/** The stems of an interpreted query with their weights. */
export type Weights = ReadonlyMap<string, number>;

/** The stems to mark in texts, and a finder for them. Created once per answer. */
export interface Marks {
  weights: Weights;
  find: FindWords;
}

export const marksFor = (weights: Weights, find: FindWords = wordFinder(Array.from(weights.keys(), beginningOfStem))): Marks => ({
  weights,
  find,
});

/** The whole text as segments, with matching words marked. The segments joined are the text. */
export function highlight(text: string, language: string, marks: Marks): Segment[] {
  const segments: Segment[] = [];
  let end = 0;
  const add = (to: number, hit: boolean) => {
    if (to > end) segments.push({ text: text.slice(end, to), hit });
    end = to;
  };
  for (const { start, end: stop } of matches(text, language, marks)) {
    add(start, false);
    add(stop, true);
  }
  add(text.length, false);
  return segments;
}

/** How well a text matches: the total weight of its different stems, without those in `known`. */
export function coverage(text: string, language: string, marks: Marks, known: ReadonlySet<string> = new Set()): number {
  const found = [...matchedStems(text, language, marks)].filter((matched) => !known.has(matched));
  return found.reduce((sum, matched) => sum + marks.weights.get(matched)!, 0);
}

export function matchedStems(text: string, language: string, marks: Marks): Set<string> {
  return new Set(matches(text, language, marks).map((match) => match.stem));
}

/** The passage of up to `length` characters with most of the query, cut between words and with ellipses. */
export function bestFragment(text: string, language: string, marks: Marks, length = 220): Segment[] {
  if (text.length <= length) return highlight(text, language, marks);
  const found = matches(text, language, marks);
  let best = { start: 0, weight: 0 };
  for (const [index, { start }] of found.entries()) {
    const inside = new Set<string>();
    for (const match of found.slice(index)) {
      if (match.end > start + length * 0.8) break;
      inside.add(match.stem);
    }
    const weight = [...inside].reduce((sum, matched) => sum + marks.weights.get(matched)!, 0);
    if (weight > best.weight) best = { start, weight };
  }
  const [start, end] = cut(text, best.start - length * 0.2, length);
  const segments = highlight(text.slice(start, end), language, marks);
  if (start > 0) segments.unshift({ text: '… ', hit: false });
  if (end < text.length) segments.push({ text: ' …', hit: false });
  return segments;
}

/** A passage of whole words on one line; starts at a sentence if one is near. */
function cut(text: string, wanted: number, length: number): [start: number, end: number] {
  const from = Math.max(0, Math.min(Math.floor(wanted), text.length - length));
  const sentence = text.slice(0, from + length * 0.2).search(/(?<=[.!?:]\s|\n)[^.!?:\n]*$/);
  const start = from === 0 ? 0 : sentence >= from - length * 0.1 ? sentence : text.indexOf(' ', from) + 1;
  const end = start + length >= text.length ? text.length : text.lastIndexOf(' ', start + length);
  return [start, end > start ? end : start + length];
}

const matches = (text: string, language: string, { weights, find }: Marks) =>
  find(text, language).filter(({ stem }) => weights.has(stem));

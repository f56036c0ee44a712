import { beginningsLike, soundOf } from './analysis/sound.ts';
import type { IndexSource, KnownWord } from './index-source.ts';

/**
 * The nearest words to a folded one that no text has, if any is near enough; `shown` is the most likely of them. People rarely
 * mistype a word's first letter: other words are looked through only when none with the same one is near.
 */
export async function correct(source: Pick<IndexSource, 'wordsFrom'>, word: string): Promise<Spelling | undefined> {
  if (!canBeMisspelt(word)) return undefined;
  for (const beginning of [word[0]!, '']) {
    const near = nearest(await source.wordsFrom(beginning), word);
    if (near.length > 0) return spellingOf(near);
  }
  return undefined;
}

/** The words that sound as a folded one does that no text has, whatever letters differ; `shown` is the most likely of them. */
export async function soundAlike(source: Pick<IndexSource, 'wordsFrom'>, word: string): Promise<Spelling | undefined> {
  if (word.length < SHORTEST_SOUND || /\d/.test(word)) return undefined;
  const sound = soundOf(word);
  const isAlike = (other: KnownWord) => Math.abs(other.word.length - word.length) <= 2 && soundOf(other.word) === sound;
  for (const beginning of beginningsLike(word)) {
    const alike = (await source.wordsFrom(beginning)).filter(isAlike);
    if (alike.length > 0) return spellingOf(alike);
  }
  return undefined;
}

/** In shorter words another spelling makes another word, "caza" and "casa". */
const SHORTEST_SOUND = 5;

interface Spelling {
  stems: string[];
  shown: string;
}

const spellingOf = (words: readonly KnownWord[]): Spelling => ({
  stems: stemsOf(words),
  shown: words.reduce((best, next) => (next.count > best.count ? next : best)).shown,
});

const stemsOf = (words: readonly KnownWord[]) => [...new Set(words.map(({ stem }) => stem))];

/** One letter in six or more may be wrong. In shorter words another letter makes another word, "litio" and "sitio"; numbers are never misspelt. */
const canBeMisspelt = (word: string) => word.length >= 6 && !/\d/.test(word);

/** Two neighbouring letters swapped are one typing error, although two edits: more likely than another letter. */
function nearest(words: readonly KnownWord[], word: string): KnownWord[] {
  const swapped = new Set(Array.from({ length: word.length - 1 }, (_, at) => swap(word, at)));
  const swaps = words.filter((other) => swapped.has(other.word));
  return swaps.length > 0 ? swaps : words.filter((other) => other.word.length > 3 && isOneOff(word, other.word));
}

const swap = (word: string, at: number) => word.slice(0, at) + word[at + 1]! + word[at]! + word.slice(at + 2);

/** Whether one letter more, less or other makes one word of the other. */
function isOneOff(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  return short.slice(long.length === short.length ? at + 1 : at) === long.slice(at + 1);
}

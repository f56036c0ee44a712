import { fold } from '#registry/search/analysis/fold.ts';
import { isStopWord } from '#registry/search/analysis/language.ts';
import { tokenize } from '#registry/search/analysis/tokens.ts';
import type { SearchDocument } from '#registry/search/document.ts';
import { makeRandom } from './random.ts';

/** A question of somebody who has read one of the records and looks for it again. */
export interface KnownItem {
  id: string;
  q: string;
}

const WORDS = 4;

/** Questions of four words of a record's title, problem and summary, half of them typed without accents. The same each time. */
export function askForKnown(documents: readonly SearchDocument[], count: number): KnownItem[] {
  const random = makeRandom(11);
  return Array.from({ length: count }, (_, at) => {
    const { id, card } = documents[Math.floor(random() * documents.length)]!;
    const text = `${card.title}. ${card.problem}. ${card.summary}`;
    const telling = tokenize(text).filter(({ word }) => word.length > 3 && !isStopWord(word, card.language));
    const words = [...new Set(telling.map(({ start, end }) => text.slice(start, end)))];
    const chosen = Array.from({ length: WORDS }, () => words.splice(Math.floor(random() * words.length), 1)[0] ?? '');
    const q = chosen.join(' ').trim();
    return { id, q: at % 2 === 0 ? q : fold(q) };
  });
}

/** The mean of 1 / rank of what was looked for, among the first ten. */
export function knownItemMrr(items: readonly KnownItem[], rankings: readonly (readonly string[])[]): number {
  const ranks = items.map(({ id }, at) => rankings[at]!.slice(0, 10).indexOf(id) + 1);
  return ranks.reduce((sum, rank) => sum + (rank === 0 ? 0 : 1 / rank), 0) / items.length;
}

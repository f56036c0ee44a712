import { createHmac } from 'node:crypto';
import { isFraming } from './analysis/framing-words.ts';
import { isStopWord } from './analysis/language.ts';
import type { SearchQuery } from './query.ts';
import { readTyped } from './typed.ts';

/**
 * Questions that found nothing, counted by day. What a question says is written down only once it was asked on three days; until
 * then there is a keyed digest of it. There is no address, no session and no time of day.
 */
export interface Demand {
  /** The key of the digests, made at random for each registry. */
  key: string;
  /** The days on which each unknown question was asked, by its digest. */
  unnamed: Readonly<Record<string, readonly string[]>>;
  /** Questions that were asked on three days or more. */
  named: Readonly<Record<string, { locale: string; days: number; last: string }>>;
}

/** On so many different days a question is asked before it is written down. */
export const DAYS = 3;
/** A question that was not asked on a third day, and not again within so many days, is forgotten. */
const FORGOTTEN_AFTER = 90;
/** Longer questions tell a story, and may tell whose. */
const MOST_WORDS = 6;
/** So many questions are kept, written down or not: whoever asks nonsense day after day fills no disk. */
export const MOST_QUESTIONS = 10_000;

/** A question as it is counted: its telling words, folded, in the order of the alphabet; undefined when it may be about a person. */
export function normalise(q: string, locale: string): string | undefined {
  const words = readTyped(q, locale)
    .words.map(({ word }) => word)
    .filter((word) => !isFraming(word) && !isStopWord(word, locale));
  // Addresses, telephone numbers and numbers of documents.
  const isPersonal = /@|\d[\d .-]{4,}/.test(q);
  return isPersonal || words.length === 0 || words.length > MOST_WORDS ? undefined : words.toSorted().join(' ');
}

/** The demand with one more question, asked on a day (`YYYY-MM-DD`); the same when there is nothing to count. */
export function countQuestion(demand: Demand, { q, locale }: Pick<SearchQuery, 'q' | 'locale'>, day: string): Demand {
  const question = normalise(q, locale);
  if (question === undefined) return demand;
  if (Object.hasOwn(demand.named, question)) {
    const known = demand.named[question]!;
    if (known.last === day) return demand;
    return { ...demand, named: { ...demand.named, [question]: { ...known, days: known.days + 1, last: day } } };
  }
  const digest = createHmac('sha256', demand.key).update(`${locale} ${question}`).digest('base64url');
  const { [digest]: seen = [], ...others } = demand.unnamed;
  if (seen.includes(day)) return demand;
  const days = [...seen, day];
  if (days.length >= DAYS)
    return { ...demand, unnamed: others, named: { ...demand.named, [question]: { locale, days: days.length, last: day } } };
  const kept = Object.entries(others).filter(([, before]) => isRecent(before.at(-1)!, day));
  if (kept.length + Object.keys(demand.named).length >= MOST_QUESTIONS) return demand;
  return { ...demand, unnamed: { ...Object.fromEntries(kept), [digest]: days } };
}

/** A question that was asked on enough days to be written down. */
export interface UnmetQuestion {
  /** Its telling words, in the order of the alphabet. */
  question: string;
  locale: string;
  /** On how many days it was asked, and the last of them. */
  days: number;
  last: string;
}

/** The questions that were written down, those asked on most days first. */
export const listQuestions = ({ named }: Pick<Demand, 'named'>): UnmetQuestion[] =>
  Object.entries(named)
    .map(([question, { locale, days, last }]) => ({ question, locale, days, last }))
    .toSorted((a, b) => b.days - a.days || (a.question < b.question ? -1 : 1));

const isRecent = (seen: string, day: string) => (Date.parse(day) - Date.parse(seen)) / 86_400_000 <= FORGOTTEN_AFTER;

import type { AnswerState } from './bounds.ts';
import { ENOUGH, FLOOR, type Match, rarity } from './fusion.ts';
import type { SearchPage } from './page.ts';
import type { NamedProblems, ProblemFinder } from './problem.ts';
import type { Standing } from './standing.ts';
import type { TypedWord } from './typed.ts';

export interface Judgement {
  state: AnswerState;
  /** How much of the question each record that was looked at is about, 0 to 1, in their order. */
  shares: readonly number[];
  /** Places of the words that no record has. */
  missing: readonly number[];
  /** Places of the telling words that the records near to the question have. */
  shared: readonly number[];
}

/**
 * A record answers when it is about so much of a question, and is near when it is about so much. Tuned on half of the questions in
 * test/fixtures/relevance: `npm run bench:relevance` prints what the other half says.
 */
const ANSWERS = 0.76;
const NEAR = 0.355;

/** The same for whoever names only problems that records are about, and for whoever names one that no record is about. */
const [NEAR_NAMED, NEAR_UNHELD] = [0.3, 0.42];

/** A record that has so many telling words, each as strongly as a lesson says it, is near, however much else a long question says. */
const TOGETHER = { words: 3, strength: 0.6 };

/**
 * A record is near that says so much of a question as its title says by one rare word, however much else a long question says.
 */
const SAYING = 0.9;

/** Records that are shown beside the nearest one are about at least so much of what it is about. */
const BESIDE = 0.5;

/** Words that a smaller share of records have tell as much as those that so many have: an unknown word may be a slip as well as a subject. */
const FEW = 0.02;

/** Below records that answer stand those that have so much of a question; what shares a common word with it is left out. */
const PART = 0.3;

/** A question that names a problem which no record is about is about something else than the record that shares its words. */
const ELSEWHERE = 0.5;

/** How much a word that so many records have tells what a question is about. */
const tellingOf = (having: number, all: number): number => rarity(Math.max(1, FEW * all, having), all);

/** A word that more than a quarter of all records have tells nothing by itself. */
const isTelling = (having: number, all: number): boolean => tellingOf(having, all) > rarity(all / 4, all);

/**
 * Decides which honest answer a question gets, by its rare, telling words and by where the best records have them. Every engine
 * asks this: `having` is how many records have each word, and `standings` are how each of its first records has each word. No record
 * answers when a phrase was given up.
 */
export function judge(
  having: readonly number[],
  all: number,
  standings: readonly (readonly Standing[])[],
  { held, missing: unheld }: NamedProblems,
  isGivenUp = false,
): Judgement {
  const weights = having.map((count) => tellingOf(count, all));
  const possible = weights.reduce((sum, weight) => sum + weight, 0);
  const isElsewhere = unheld.length > 0 && held.length === 0;
  const isToldBy = ({ strength }: Standing, at: number) => strength >= TOGETHER.strength && isTelling(having[at]!, all);
  const said = standings.map((record) => record.reduce((sum, { strength }, at) => sum + strength * weights[at]!, 0));
  const shares = said.map((much) => ((isElsewhere ? ELSEWHERE : 1) * much) / Math.max(possible, Number.MIN_VALUE));
  const best = Math.max(0, ...shares);
  const isNamed = held.length > 0 && unheld.length === 0;
  // Whoever asks for what a record says is near to it, and so is whoever asks at length for what has several things in common.
  const isSaid = !isElsewhere && standings.some((record) => record.every(({ isSaid: has }) => has));
  const isTogether = standings.some((record) => record.filter(isToldBy).length >= TOGETHER.words);
  const isMuch = unheld.length === 0 && Math.max(0, ...said) >= SAYING * rarity(Math.max(1, FEW * all), all);
  const least = isNamed ? NEAR_NAMED : unheld.length > 0 ? NEAR_UNHELD : NEAR;
  const isSome = best > 0 && (best >= least || isSaid || isTogether || isMuch);
  const state = best >= ANSWERS && !isGivenUp ? 'answers' : isSome ? 'near' : 'nothing';
  const shown = standings.filter((_, at) => isBeside(shares[at]!, best));
  const places = having.map((_, at) => at);
  const sharedBy = (at: number) => shown.some((record) => record[at]!.strength > 0);
  const shared = places.filter(sharedBy);
  const telling = shared.filter((at) => isTelling(having[at]!, all));
  return {
    state,
    shares,
    missing: places.filter((at) => having[at] === 0 && !sharedBy(at)),
    shared: state === 'near' ? (telling.length > 0 ? telling : shared) : [],
  };
}

/** So many of the first records are looked at: they say what the others can only say less of. */
export const LOOKED_AT = 20;

/** What stays of the records that have a word of a question, best first: whoever is only near is few, and nobody stays for nothing. */
export function whatStays<Record extends Match>(ranked: readonly Record[], { state, shares }: Judgement): Record[] {
  if (state === 'nothing') return [];
  if (state === 'near') {
    const best = Math.max(...shares);
    return ranked.filter((_, at) => isBeside(shares[at] ?? 0, best)).slice(0, ENOUGH);
  }
  const complete = ranked.filter((record) => record.complete);
  if (complete.length >= ENOUGH) return complete;
  const floor = FLOOR * (ranked[0]?.score ?? 0);
  return ranked.filter(({ score, share }) => score >= floor && share >= PART);
}

/** What a page says of an answer: its state, the words behind it, and the problems that a question without an answer is about. */
export function sayState(
  { state, missing, shared }: Judgement,
  words: readonly (Pick<TypedWord, 'stems'> & { shown: string })[],
  problems: ProblemFinder,
): Pick<SearchPage, 'state' | 'missing' | 'shared' | 'problems'> {
  const shownAt = (at: number) => words[at]!.shown;
  const idsOf = (found: readonly { id: string }[]) => found.map(({ id }) => id);
  return {
    state,
    missing: missing.map(shownAt),
    shared: shared.map(shownAt),
    ...(state === 'nothing'
      ? { problems: { named: idsOf(problems.named(words).missing), nearest: idsOf(problems.nearest(words)) } }
      : {}),
  };
}

/** Without words there is nothing to judge. */
export const browsing: Judgement = { state: 'answers', shares: [], missing: [], shared: [] };
/** Signs that are no words: nothing could be looked for. */
export const wordless: Judgement = { ...browsing, state: 'nothing' };

/** Whether a record is near enough to the nearest one to stand beside it. */
const isBeside = (share: number, best: number): boolean => share > 0 && share >= BESIDE * best;

import type { Ranked } from '../fusion.ts';
import { standingsOf } from '../standing.ts';
import { judge, type Judgement, LOOKED_AT, whatStays } from '../state.ts';
import type { StoredCase } from './documents.ts';
import { askedIn, prepareMarks } from './hits.ts';
import type { LookedUp } from './index-query.ts';
import type { Scope } from './scope.ts';

/** What is known of the cases that were found for some words. */
export interface FoundCases {
  /** Best first. */
  ranked: readonly Ranked[];
  /** The first of them, in their order. */
  stored: readonly StoredCase[];
  /** How many cases have each word. */
  having: readonly number[];
  /** How many cases there are. */
  all: number;
  /** Whether the server found a case by the word at a place. */
  isIn: (at: number, id: string) => boolean;
}

/** How honest an answer some cases are, and which of them stay. */
export interface Judged {
  judgement: Judgement;
  stays: readonly Ranked[];
}

export function judgeCases(scope: Scope, words: readonly LookedUp[], { ranked, stored, having, all, isIn }: FoundCases): Judged {
  const { query, problems, phrases } = scope;
  const sought = prepareMarks(
    words,
    words.map(() => 1),
  );
  const asked = askedIn(sought, query.q, isIn);
  const judgement = judge(
    words.map(({ typed }, at) => ({ typed, having: having[at]! })),
    all,
    stored.slice(0, LOOKED_AT).map((record) => standingsOf(record, asked)),
    problems.named(words.map(({ typed }) => typed)),
    phrases.isGivenUp,
  );
  return { judgement, stays: whatStays(ranked, judgement) };
}

import type { Ranked } from '../fusion.ts';
import { type Sought, standingsOf } from '../standing.ts';
import { judge, type Judgement, LOOKED_AT, whatStays } from '../state.ts';
import type { StoredCase } from './documents.ts';
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
  /** The words, and which cases the server found by them. */
  asked: Sought;
}

/** How honest an answer some cases are, which of them stay, and what was read to judge them. */
export interface Judged {
  judgement: Judgement;
  stays: readonly Ranked[];
  read: readonly StoredCase[];
  asked: Sought;
}

export function judgeCases(scope: Scope, words: readonly LookedUp[], { ranked, stored, having, all, asked }: FoundCases): Judged {
  const { problems, phrases } = scope;
  const judgement = judge(
    having,
    all,
    stored.slice(0, LOOKED_AT).map((record) => standingsOf(record, asked)),
    problems.named(words.map(({ typed }) => typed)),
    phrases.isGivenUp,
  );
  return { judgement, stays: whatStays(ranked, judgement), read: stored, asked };
}
